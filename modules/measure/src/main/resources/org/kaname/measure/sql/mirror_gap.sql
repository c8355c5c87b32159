-- Spread of the gap between both reports of a flow, by section (0: all) and class of value: 1.4826 * median |g - median g|.
with pair as (
  select section, ln(importer_kusd / exporter_kusd) as gap, sqrt(importer_kusd * exporter_kusd) * 1000 as dollars
  from mirror
  where importer_kusd > 0 and exporter_kusd > 0
),
classed as (
  select section, gap,
         case when dollars < 1e4 then 0 when dollars < 1e5 then 1 when dollars < 1e6 then 2 when dollars < 1e7 then 3
              when dollars < 1e8 then 4 else 5 end as value_class
  from pair
),
grouped as (
  select section, value_class, gap from classed where section > 0
  union all
  select 0 as section, value_class, gap from classed
),
placed as (
  select section, value_class, gap,
         row_number() over (partition by section, value_class order by gap) as place,
         count(*) over (partition by section, value_class) as pairs
  from grouped
),
middle as (
  select section, value_class, avg(gap) as middle_gap
  from placed
  where 2 * place in (pairs, pairs + 1, pairs + 2)
  group by section, value_class
),
away as (
  select p.section, p.value_class, p.pairs, abs(p.gap - m.middle_gap) as size,
         row_number() over (partition by p.section, p.value_class order by abs(p.gap - m.middle_gap)) as place
  from placed p
  join middle m on m.section = p.section and m.value_class = p.value_class
)
select section, value_class, max(pairs) as pairs, 1.4826 * avg(size) as sigma
from away
where 2 * place in (pairs, pairs + 1, pairs + 2) and pairs >= :least
group by section, value_class
