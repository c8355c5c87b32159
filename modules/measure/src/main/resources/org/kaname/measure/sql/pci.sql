-- PCI of one :year from the kernel's vector v (table given_economy, checked by eci_check.sql): raw PCI = 1/u Σ_c M·v/√k, raw ECI = mean
-- raw PCI of the goods held; PCI = (raw PCI − mean of raw ECI) / population deviation of raw ECI.
with held as (
  select m.exporter, m.product, g.v, cast(k.diversity as double) as k
  from matrix m
  join given_economy g on g.exporter = m.exporter
  join diversity k on k.year = m.year and k.exporter = m.exporter
  where m.held and m.year = :year
), raw_pci as (
  select product, avg(v / nullif(sqrt(k), 0)) as pci
  from held
  group by product
), raw_eci as (
  select h.exporter, avg(q.pci) as eci
  from held h
  join raw_pci q on q.product = h.product
  group by h.exporter
), centre as (
  select avg(eci) as mean_eci from raw_eci
), spread as (
  select sqrt(avg((e.eci - c.mean_eci) * (e.eci - c.mean_eci))) as sd_eci
  from raw_eci e
  cross join centre c
)
select q.product, q.pci as raw_pci, (q.pci - c.mean_eci) / nullif(s.sd_eci, 0) as pci
from raw_pci q
cross join centre c
cross join spread s
