-- One row for each importer that reported a good in a year: no row of trade is then an observed zero.
with judged as (
  select distinct u.year, u.product, n.unit as importer
  from usable u
  join unit n on n.economy = u.importer
  where u.state in ('REPORTED', 'RECONCILED')
)
select j.year, j.importer, j.product,
       coalesce(t.imports_kusd, 0) as imports_kusd,
       coalesce(t.suppliers, 0) as suppliers,
       coalesce(t.unallocated_kusd, 0) as unallocated_kusd,
       coalesce(t.unallocated_kusd, 0) / nullif(t.imports_kusd, 0) > :t_unallocated_limit as wide,
       s.top_supplier, s.top_value_kusd, s.top_share, s.top_share_low, s.top_share_high, s.tied,
       h.hhi, h.hhi_low, h.hhi_high, 1 / nullif(h.hhi, 0) as effective_suppliers,
       case when d.year is null then null else coalesce(x.exports_kusd, 0) end as exports_kusd,
       case when d.year is null then null else coalesce(x.exports_kusd, 0) = 0 end as no_exports,
       case when d.year is null then null else coalesce(t.imports_kusd, 0) / nullif(x.exports_kusd, 0) end as import_export_ratio,
       hw.hhi_world, hw.hhi_world_low, hw.hhi_world_high,
       case when hw.hhi_world is null then null else coalesce(w.world_share, 0) end as world_share,
       case when hw.hhi_world is null then null else coalesce(w.world_share_low, 0) end as world_share_low,
       case when hw.hhi_world is null then null else coalesce(w.world_share_high, wt.unallocated_kusd / nullif(wt.world_kusd, 0)) end as world_share_high,
       case when hw.hhi_world is null then null else wt.unallocated_kusd / nullif(wt.world_kusd, 0) > :t_unallocated_limit end as world_wide,
       w.world_rank,
       tw.world_share as top_world_share, tw.world_share_low as top_world_share_low, tw.world_share_high as top_world_share_high
from judged j
left join import_totals t on t.year = j.year and t.importer = j.importer and t.product = j.product
left join top_supplier s on s.year = j.year and s.importer = j.importer and s.product = j.product
left join import_hhi h on h.year = j.year and h.importer = j.importer and h.product = j.product
left join declared d on d.year = j.year and d.product = j.product
left join export_totals x on x.year = j.year and x.exporter = j.importer and x.product = j.product
left join world_totals wt on wt.year = j.year and wt.product = j.product
left join world_hhi hw on hw.year = j.year and hw.product = j.product
left join world_share w on w.year = j.year and w.exporter = j.importer and w.product = j.product
left join world_share tw on tw.year = j.year and tw.exporter = s.top_supplier and tw.product = j.product
