-- erosion@1: change of the world share over some years, slope of ln(w) on the year by least squares, its standard error.
with points as (
  select a.year as as_of, a.exporter, a.product, cast(h.year as double) as x, coalesce(w.world_share, 0) as share
  from world_share a
  join world_hhi h on h.product = a.product and h.year <= a.year and h.year > a.year - :t_trend_years
  left join world_share w on w.product = a.product and w.exporter = a.exporter and w.year = h.year
),
means as (
  select as_of, exporter, product, cast(count(*) as double) as n, min(share) as least,
         avg(x) as mean_x, avg(ln(nullif(share, 0))) as mean_y
  from points
  group by as_of, exporter, product
),
moments as (
  select p.as_of, p.exporter, p.product, m.n, m.mean_x, m.mean_y,
         sum((p.x - m.mean_x) * (ln(nullif(p.share, 0)) - m.mean_y)) / nullif(sum((p.x - m.mean_x) * (p.x - m.mean_x)), 0) as slope,
         sum((p.x - m.mean_x) * (p.x - m.mean_x)) as xx
  from points p
  join means m on m.as_of = p.as_of and m.exporter = p.exporter and m.product = p.product
  where m.least > 0
  group by p.as_of, p.exporter, p.product, m.n, m.mean_x, m.mean_y
),
residuals as (
  select p.as_of, p.exporter, p.product, o.n, o.xx, o.slope,
         sum((ln(nullif(p.share, 0)) - o.mean_y - o.slope * (p.x - o.mean_x))
           * (ln(nullif(p.share, 0)) - o.mean_y - o.slope * (p.x - o.mean_x))) as squares
  from points p
  join moments o on o.as_of = p.as_of and o.exporter = p.exporter and o.product = p.product
  group by p.as_of, p.exporter, p.product, o.n, o.xx, o.slope
)
select a.year, a.exporter, a.product,
       case when h.year is null then null else a.world_share - coalesce(b.world_share, 0) end as change,
       r.slope,
       case when r.n < 3 then null else sqrt(r.squares / nullif(r.n - 2, 0) / nullif(r.xx, 0)) end as slope_error
from world_share a
left join world_hhi h on h.product = a.product and h.year = a.year - :t_years
left join world_share b on b.product = a.product and b.exporter = a.exporter and b.year = a.year - :t_years
left join residuals r on r.as_of = a.year and r.exporter = a.exporter and r.product = a.product
