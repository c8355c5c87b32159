-- Who hangs on whom: importers whose top supplier holds the threshold share or more (cao@2021).
with flagged as (
  select year, product, top_supplier as exporter, importer, top_value_kusd, imports_kusd
  from profile
  where top_share >= :t_top_share
)
select g.year, g.exporter, g.product,
       count(*) as dependents,
       sum(g.top_value_kusd) as value_kusd,
       sum(g.top_value_kusd) / nullif(sum(g.imports_kusd), 0) as cover,
       sum(g.imports_kusd) / nullif(w.world_kusd, 0) as reach
from flagged g
join world_totals w on w.year = g.year and w.product = g.product
join declared d on d.year = g.year and d.product = g.product
group by g.year, g.exporter, g.product, w.world_kusd
