-- ec-bottom-up@2021 for a home set with an inner set: three figures of one importer made of all home members.
with flow_sides as (
  select f.year, f.product, f.exporter, f.importer, f.value_kusd, u.named,
         hi.economy is not null as into_home, he.economy is not null as out_of_home,
         ne.economy is not null as from_inner, ni.economy is not null as to_inner
  from f
  join unit u on u.economy = f.exporter
  left join home hi on hi.economy = f.importer
  left join home he on he.economy = f.exporter
  left join inner_set ne on ne.economy = f.exporter
  left join inner_set ni on ni.economy = f.importer
),
totals as (
  select year, product,
         sum(case when into_home and not from_inner then value_kusd else 0 end) as outer_kusd,
         sum(case when into_home and from_inner then value_kusd else 0 end) as inner_kusd,
         sum(case when out_of_home then value_kusd else 0 end) as home_exports_kusd,
         sum(case when out_of_home and not to_inner then value_kusd else 0 end) as home_exports_outside_kusd
  from flow_sides
  group by year, product
),
supply as (
  select year, product, exporter, sum(value_kusd) as value_kusd
  from flow_sides
  where into_home and not from_inner and named
  group by year, product, exporter
),
concentration as (
  select year, product, sum(value_kusd * value_kusd) / nullif(sum(value_kusd) * sum(value_kusd), 0) as cdi1
  from supply
  group by year, product
),
figures as (
  select t.year, t.product, t.outer_kusd, t.inner_kusd, t.home_exports_kusd, t.home_exports_outside_kusd, c.cdi1,
         t.outer_kusd / nullif(t.outer_kusd + t.inner_kusd, 0) as cdi2,
         t.outer_kusd / nullif(t.home_exports_kusd, 0) as cdi3,
         t.outer_kusd / nullif(t.home_exports_outside_kusd, 0) as cdi3_extra
  from totals t
  left join concentration c on c.year = t.year and c.product = t.product
)
select year, product, outer_kusd, inner_kusd, home_exports_kusd, home_exports_outside_kusd, cdi1, cdi2, cdi3, cdi3_extra,
       outer_kusd > 0 and cdi1 > :t_cdi1 and cdi2 > :t_cdi2 and (home_exports_kusd = 0 or cdi3 > :t_cdi3) as flagged,
       outer_kusd > 0 and cdi1 > :t_cdi1 and cdi2 > :t_cdi2
         and (home_exports_outside_kusd = 0 or cdi3_extra > :t_cdi3) as flagged_extra
from figures
