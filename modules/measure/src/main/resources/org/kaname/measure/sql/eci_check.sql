-- SQL has no eigen-solver. Given the kernel's vector v and index (table given_economy: exporter, v, eci), its PCI (table given_product:
-- product, pci) and eigenvalues of one :year, how far they are from what defines them; every column must be below 1e-9.
-- K·v = 1/√k Σ_p M/u Σ_d M·v/√k, over the economies and goods given.
with held as (
  select m.exporter, m.product, g.v, g.eci, q.pci, cast(k.diversity as double) as k, cast(u.ubiquity as double) as u
  from matrix m
  join given_economy g on g.exporter = m.exporter
  join given_product q on q.product = m.product
  join diversity k on k.year = m.year and k.exporter = m.exporter
  join ubiquity u on u.year = m.year and u.product = m.product
  where m.held and m.year = :year
), by_good as (
  select product, sum(v / nullif(sqrt(k), 0)) as carried
  from held
  group by product
), by_economy as (
  select h.exporter, h.v, h.eci,
         sum(b.carried / nullif(h.u, 0)) / nullif(sqrt(h.k), 0) as kv,
         avg(h.pci) as mean_pci
  from held h
  join by_good b on b.product = h.product
  group by h.exporter, h.v, h.eci, h.k
), centre as (
  select avg(eci) as mean_eci from by_economy
), spread as (
  select sqrt(avg((e.eci - c.mean_eci) * (e.eci - c.mean_eci))) as sd_eci
  from by_economy e
  cross join centre c
)
select max(abs(e.kv - :lambda2 * e.v)) as equation,
       abs(:lambda1 - 1) as largest,
       max(abs(e.eci - e.mean_pci)) as mean_held,
       max(abs(c.mean_eci)) as mean_eci,
       max(abs(s.sd_eci - 1)) as sd_eci
from by_economy e
cross join centre c
cross join spread s
