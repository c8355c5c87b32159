-- The partner asked about is the top supplier: its share, and imports from it over exports to it where it reported.
with sold as (
  select year, product, exporter as importer, importer as partner, sum(value_kusd) as sold_kusd
  from pf
  group by year, product, exporter, importer
),
reported as (
  select distinct u.year, u.product, n.unit as partner
  from usable u
  join unit n on n.economy = u.importer
  where u.state in ('REPORTED', 'RECONCILED')
)
select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd, p.wide,
       p.top_share as partner_share, p.top_share_low as partner_share_low, p.top_share_high as partner_share_high,
       case when r.partner is null then null else coalesce(s.sold_kusd, 0) = 0 end as partner_no_exports,
       case when r.partner is null then null else p.top_value_kusd / nullif(s.sold_kusd, 0) end as partner_ratio,
       p.top_world_share as partner_world_share, p.top_world_share_low as partner_world_share_low,
       p.top_world_share_high as partner_world_share_high, p.world_wide,
       p.no_exports, p.import_export_ratio
from profile p
left join reported r on r.year = p.year and r.product = p.product and r.partner = p.top_supplier
left join sold s on s.year = p.year and s.product = p.product and s.importer = p.importer and s.partner = p.top_supplier
