-- coi@cid of one :year, where every good is asked about: z-score of Σ_p d·(1−M)·PCI over the goods not held, PCI raw and not centred
-- (table given_product: product, raw_pci).
with h as (
  select m.exporter, m.product
  from matrix m
  where m.held and m.year = :year
), outlook as (
  select d.exporter, sum(case when h.product is null then d.density * q.raw_pci else 0 end) as raw_coi
  from density d
  join given_product q on q.product = d.product
  left join h on h.exporter = d.exporter and h.product = d.product
  where d.year = :year
  group by d.exporter
), centre as (
  select avg(raw_coi) as mean_coi from outlook
), spread as (
  select sqrt(avg((o.raw_coi - c.mean_coi) * (o.raw_coi - c.mean_coi))) as sd_coi
  from outlook o
  cross join centre c
)
select o.exporter, o.raw_coi, (o.raw_coi - c.mean_coi) / nullif(s.sd_coi, 0) as coi
from outlook o
cross join centre c
cross join spread s
