-- w = X / (W − n) and rank of named exporters, where the world side is declared and enough importers reported.
select x.year, x.exporter, x.product, x.exports_kusd,
       x.exports_kusd / nullif(w.world_kusd - w.unallocated_kusd, 0) as world_share,
       x.exports_kusd / nullif(w.world_kusd, 0) as world_share_low,
       (x.exports_kusd + w.unallocated_kusd) / nullif(w.world_kusd, 0) as world_share_high,
       rank() over (partition by x.year, x.product order by x.exports_kusd desc nulls last) as world_rank
from export_totals x
join world_totals w on w.year = x.year and w.product = x.product
join declared d on d.year = x.year and d.product = x.product
left join world_cover c on c.year = x.year and c.product = x.product
where x.named and coalesce(c.cover, 1) >= :t_world_coverage
