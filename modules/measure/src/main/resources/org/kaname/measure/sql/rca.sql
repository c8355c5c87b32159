-- RCA = (X[c,p] / X[c,·]) / (X[·,p] / X[·,·]); only asked of sets that hold all goods.
with economy_total as (
  select year, exporter, sum(exports_kusd) as total_kusd from export_totals group by year, exporter
),
world_total as (
  select year, sum(world_kusd) as total_kusd from world_totals group by year
)
select x.year, x.exporter, x.product,
       (x.exports_kusd / nullif(e.total_kusd, 0)) / nullif(t.world_kusd / nullif(w.total_kusd, 0), 0) as rca
from export_totals x
join economy_total e on e.year = x.year and e.exporter = x.exporter
join world_totals t on t.year = x.year and t.product = x.product
join world_total w on w.year = x.year
where x.named
