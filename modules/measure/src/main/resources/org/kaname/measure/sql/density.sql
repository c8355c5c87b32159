-- d[c,p] = Σ_q M[c,q]·φ[q,p] / Σ_q φ[q,p], the good itself included, of the goods asked about; no row means 0.
with around as (
  select year, product, sum(proximity) as total
  from proximity
  group by year, product
), own as (
  select p.year, m.exporter, p.product, sum(p.proximity) as near
  from proximity p
  join matrix m on m.year = p.year and m.product = p.neighbour
  where m.held
  group by p.year, m.exporter, p.product
)
select o.year, o.exporter, o.product, o.near / nullif(a.total, 0) as density
from own o
join around a on a.year = o.year and a.product = o.product
