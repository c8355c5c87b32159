-- Who is in the matrix of one :year, and who holds what: RCA = (X[c,p] / X[c,·]) / (X[·,p] / X[·,·]) among economies with at least
-- :t_min_trade_kusd of exports and goods that at least :t_min_products_exporters of them export; held at 1 or more, decided without a
-- division. Exports of unspecified origin stay in X[·,p] and X[·,·]. Economies and goods that hold or are held by nothing have rows
-- here and none in diversity and ubiquity.
with economy_total as (
  select year, exporter, sum(exports_kusd) as total_kusd
  from export_totals
  where named and year = :year
  group by year, exporter
), retained as (
  select x.year, x.exporter, x.product, x.exports_kusd
  from export_totals x
  join economy_total e on e.year = x.year and e.exporter = x.exporter
  where x.named and x.exports_kusd > 0 and e.total_kusd >= :t_min_trade_kusd
), good as (
  select year, product, count(*) as exporters, sum(exports_kusd) as retained_kusd
  from retained
  group by year, product
  having count(*) >= :t_min_products_exporters
), unallocated as (
  select year, product, sum(exports_kusd) as unallocated_kusd
  from export_totals
  where not named and year = :year
  group by year, product
), good_total as (
  select g.year, g.product, g.retained_kusd + coalesce(n.unallocated_kusd, 0) as total_kusd
  from good g
  left join unallocated n on n.year = g.year and n.product = g.product
), world_total as (
  select year, sum(total_kusd) as total_kusd
  from good_total
  group by year
), cell as (
  select r.year, r.exporter, r.product, r.exports_kusd, g.total_kusd as good_kusd,
         sum(r.exports_kusd) over (partition by r.year, r.exporter) as economy_kusd
  from retained r
  join good_total g on g.year = r.year and g.product = r.product
)
select c.year, c.exporter, c.product, c.exports_kusd,
       (c.exports_kusd / nullif(c.economy_kusd, 0)) / nullif(c.good_kusd / nullif(w.total_kusd, 0), 0) as rca,
       c.exports_kusd * w.total_kusd >= c.economy_kusd * c.good_kusd as held
from cell c
join world_total w on w.year = c.year
