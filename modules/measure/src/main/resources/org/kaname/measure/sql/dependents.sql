-- leverage@1: who depends on whom under a rule, by exporter and good: number, value, part of their imports, part of world demand.
select d.year, d.supplier as exporter, d.product,
       count(*) as dependents,
       sum(d.value_kusd) as value_kusd,
       sum(d.value_kusd) / nullif(sum(d.imports_kusd), 0) as cover,
       sum(d.imports_kusd) / nullif(case when c.year is null then null else w.world_kusd end, 0) as reach
from dependence d
join world_totals w on w.year = d.year and w.product = d.product
left join declared c on c.year = d.year and c.product = d.product
group by d.year, d.supplier, d.product, c.year, w.world_kusd
