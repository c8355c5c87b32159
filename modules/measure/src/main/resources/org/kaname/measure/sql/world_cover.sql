-- Part of the previous year's world imports made by importers present now; no row before: no value.
with covered as (
  select product, year from usable group by product, year
),
years as (
  select c.product, c.year, max(b.year) as before_year
  from covered c
  join covered b on b.product = c.product and b.year < c.year
  group by c.product, c.year
),
absent as (
  select year, product, importer from usable where state = 'NOT_REPORTED'
)
select y.year, y.product,
       1 - sum(case when a.importer is not null then f.value_kusd else 0 end) / nullif(sum(f.value_kusd), 0) as cover
from years y
join f on f.product = y.product and f.year = y.before_year
left join absent a on a.year = y.year and a.product = y.product and a.importer = f.importer
group by y.year, y.product
