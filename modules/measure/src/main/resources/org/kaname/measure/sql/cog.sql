-- cog@cid of one :year, where every good is asked about: Σ_q (1−M[c,q])·φ[q,p]·PCI[q] / Σ_r φ[q,r] over the deviation of raw ECI
-- (:deviation), for goods not held; PCI raw and not centred (table given_product: product, raw_pci).
with weighted as (
  select p.product as neighbour, q.raw_pci / nullif(sum(p.proximity), 0) as weight
  from proximity p
  join given_product q on q.product = p.product
  where p.year = :year
  group by p.product, q.raw_pci
), around as (
  select p.product, sum(p.proximity * w.weight) as total
  from proximity p
  join weighted w on w.neighbour = p.neighbour
  where p.year = :year
  group by p.product
), own as (
  select m.exporter, p.product, sum(p.proximity * w.weight) as near
  from proximity p
  join weighted w on w.neighbour = p.neighbour
  join matrix m on m.year = p.year and m.product = p.neighbour
  where p.year = :year and m.held
  group by m.exporter, p.product
), economy as (
  select k.exporter
  from diversity k
  join inside i on i.exporter = k.exporter
  where k.year = :year
), h as (
  select m.exporter, m.product
  from matrix m
  where m.held and m.year = :year
)
select e.exporter, a.product,
       case when h.product is null then (a.total - coalesce(o.near, 0)) / nullif(:deviation, 0) else 0 end as cog
from economy e
cross join around a
left join own o on o.exporter = e.exporter and o.product = a.product
left join h on h.exporter = e.exporter and h.product = a.product
