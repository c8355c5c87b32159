-- φ[p,q] = Σ_c M[c,p]·M[c,q] / max(u_p, u_q) of the goods asked about (table asked: year, product) with every other; pairs that no
-- economy holds together have no row and are 0. Table inside: the economies in question, all where no part of the matrix was asked for.
with h as (
  select m.year, m.exporter, m.product
  from matrix m
  join inside i on i.exporter = m.exporter
  where m.held
), pair as (
  select a.year, a.product, b.product as neighbour, count(*) as together
  from h a
  join asked q on q.year = a.year and q.product = a.product
  join h b on b.year = a.year and b.exporter = a.exporter
  group by a.year, a.product, b.product
)
select p.year, p.product, p.neighbour,
       cast(p.together as double)
         / nullif(cast(case when u.ubiquity >= w.ubiquity then u.ubiquity else w.ubiquity end as double), 0) as proximity
from pair p
join ubiquity u on u.year = p.year and u.product = p.product
join ubiquity w on w.year = p.year and w.product = p.neighbour
