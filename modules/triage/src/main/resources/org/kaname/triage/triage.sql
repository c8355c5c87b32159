-- triage@1: the rows for goods, three-valued (NULL = unknown), for every named economy and every good and year that the set covers.
-- Reads the tables profile, rca, reverse_dependence and what they read. Two of three years, the conditions of a row in the same year;
-- a good that the set holds for one year only is judged by it. The constants of one row carry its name: t_g1_import_hhi.
with covered as (
  select year, product from usable
  union all
  select year, product from declared
),
good_year as (
  select distinct year, product from covered
),
years_of_good as (
  select product, count(*) as years from good_year group by product
),
importer_unit as (
  select distinct unit as importer from unit where named
),
unit_count as (
  select count(*) as units from importer_unit
),
judged_count as (
  select year, product, count(*) as judged from profile group by year, product
),
economy_total as (
  select year, exporter, sum(exports_kusd) as total_kusd from export_totals group by year, exporter
),
cell as (
  select g.year, u.importer, g.product, y.years as years_of_good,
         p.importer is not null as known, p.imports_kusd,
         p.wide, p.top_share, p.top_share_low, p.top_share_high, p.hhi, p.hhi_low, p.hhi_high,
         coalesce(p.no_exports and p.imports_kusd > 0, false) as unbounded, p.import_export_ratio,
         hw.hhi_world, hw.hhi_world_low, hw.hhi_world_high,
         case when d.year is null then null else coalesce(x.exports_kusd, 0) end as exports_kusd,
         case when hw.hhi_world is null then null else coalesce(w.world_share, 0) end as world_share,
         case when hw.hhi_world is null then null else coalesce(w.world_share_low, 0) end as world_share_low,
         case when hw.hhi_world is null then null
              else coalesce(w.world_share_high, wt.unallocated_kusd / nullif(wt.world_kusd, 0)) end as world_share_high,
         case when hw.hhi_world is null then null
              else wt.unallocated_kusd / nullif(wt.world_kusd, 0) > :t_unallocated_limit end as world_wide,
         w.world_rank,
         case when :all_products = 1 and d.year is not null and wt.world_kusd > 0 and e.total_kusd > 0
              then coalesce(r.rca, 0) end as rca,
         case when d.year is null then null else coalesce(v.dependents, 0) end as dependents,
         case when d.year is null then null
              else coalesce(v.dependents, 0) + n.units - coalesce(j.judged, 0) end as dependents_high
  from good_year g
  cross join importer_unit u
  cross join unit_count n
  join years_of_good y on y.product = g.product
  left join judged_count j on j.year = g.year and j.product = g.product
  left join profile p on p.year = g.year and p.importer = u.importer and p.product = g.product
  left join declared d on d.year = g.year and d.product = g.product
  left join world_totals wt on wt.year = g.year and wt.product = g.product
  left join world_hhi hw on hw.year = g.year and hw.product = g.product
  left join world_share w on w.year = g.year and w.exporter = u.importer and w.product = g.product
  left join export_totals x on x.year = g.year and x.exporter = u.importer and x.product = g.product
  left join economy_total e on e.year = g.year and e.exporter = u.importer
  left join rca r on r.year = g.year and r.exporter = u.importer and r.product = g.product
  left join reverse_dependence v on v.year = g.year and v.exporter = u.importer and v.product = g.product
),
judged as (
  select c.year, c.importer, c.product, c.years_of_good, c.imports_kusd, c.exports_kusd, c.rca,
         case when c.dependents >= :t_b2_dependents then true
              when c.dependents_high < :t_b2_dependents then false end as enough_dependents,
         case when not c.known then null
              when c.imports_kusd = 0 then false
              else (case when c.wide then case when c.hhi_low > :t_g1_import_hhi and c.hhi_high > :t_g1_import_hhi then true
                                               when not c.hhi_low > :t_g1_import_hhi and not c.hhi_high > :t_g1_import_hhi then false end
                         else c.hhi > :t_g1_import_hhi end)
                   and (case when c.world_wide then case when c.hhi_world_low > :t_g1_world_hhi and c.hhi_world_high > :t_g1_world_hhi then true
                                                         when not c.hhi_world_low > :t_g1_world_hhi and not c.hhi_world_high > :t_g1_world_hhi then false end
                             else c.hhi_world > :t_g1_world_hhi end)
                   and (case when c.unbounded then true else c.import_export_ratio > :t_g1_import_export_ratio end) end as g1,
         case when not c.known then null
              when c.imports_kusd = 0 then false
              else (case when c.wide then case when c.top_share_low >= :t_g2_partner_share and c.top_share_high >= :t_g2_partner_share then true
                                               when not c.top_share_low >= :t_g2_partner_share and not c.top_share_high >= :t_g2_partner_share then false end
                         else c.top_share >= :t_g2_partner_share end)
                   and (case when c.unbounded then true else c.import_export_ratio > :t_g2_import_export_ratio end) end as g2,
         case when c.world_wide then case when c.world_share_low > :t_b1_world_share and c.world_share_high > :t_b1_world_share then true
                                          when not c.world_share_low > :t_b1_world_share and not c.world_share_high > :t_b1_world_share then false end
              else c.world_share > :t_b1_world_share end as b1,
         case when c.world_wide then case when c.world_share_low >= :t_b2_world_share and c.world_share_high >= :t_b2_world_share then true
                                          when not c.world_share_low >= :t_b2_world_share and not c.world_share_high >= :t_b2_world_share then false end
              else c.world_share >= :t_b2_world_share end as b2_share,
         c.world_rank <= :t_b2_world_rank as b2_rank,
         c.rca >= :t_b2_rca as b2_rca,
         case when c.world_wide then case when c.world_share_low >= :t_b2e_world_share and c.world_share_high >= :t_b2e_world_share then true
                                          when not c.world_share_low >= :t_b2e_world_share and not c.world_share_high >= :t_b2e_world_share then false end
              else c.world_share >= :t_b2e_world_share end as b2e_share,
         c.world_rank <= :t_b2e_world_rank as b2e_rank,
         c.exports_kusd >= :t_floor as exports_floor
  from cell c
),
yearly as (
  select j.year, j.importer, j.product, j.years_of_good, j.imports_kusd, j.exports_floor, j.rca, j.enough_dependents,
         j.g1, j.g2, j.b1,
         j.b2_share and j.b2_rank and j.b2_rca and j.enough_dependents and j.exports_floor as b2,
         j.b2e_share and j.b2e_rank and j.exports_floor as b2e
  from judged j
),
windows as (
  select j.year, j.importer, j.product,
         sum(case when w.g1 then 1 else 0 end) as g1_held, sum(case when not w.g1 then 1 else 0 end) as g1_failed,
         sum(case when w.g2 then 1 else 0 end) as g2_held, sum(case when not w.g2 then 1 else 0 end) as g2_failed,
         sum(case when w.b1 then 1 else 0 end) as b1_held, sum(case when not w.b1 then 1 else 0 end) as b1_failed,
         sum(case when w.b2 then 1 else 0 end) as b2_held, sum(case when not w.b2 then 1 else 0 end) as b2_failed,
         sum(case when w.b2e then 1 else 0 end) as b2e_held, sum(case when not w.b2e then 1 else 0 end) as b2e_failed
  from yearly j
  join yearly w on w.importer = j.importer and w.product = j.product and w.year <= j.year and w.year > j.year - :window
  group by j.year, j.importer, j.product
),
lasting as (
  select y.year, y.importer, y.product, y.imports_kusd, y.exports_floor, y.rca, y.enough_dependents,
         case when y.years_of_good = 1 then y.g1 when w.g1_held >= :years then true
              when :window - w.g1_failed < :years then false end as g1,
         case when y.years_of_good = 1 then y.g2 when w.g2_held >= :years then true
              when :window - w.g2_failed < :years then false end as g2,
         case when y.years_of_good = 1 then y.b1 when w.b1_held >= :years then true
              when :window - w.b1_failed < :years then false end as b1,
         case when y.years_of_good = 1 then y.b2 when w.b2_held >= :years then true
              when :window - w.b2_failed < :years then false end as b2,
         case when y.years_of_good = 1 then y.b2e when w.b2e_held >= :years then true
              when :window - w.b2e_failed < :years then false end as b2e
  from yearly y
  join windows w on w.year = y.year and w.importer = y.importer and w.product = y.product
),
fired as (
  select l.year, l.importer, l.product,
         l.g1 and l.imports_kusd >= :t_floor as g1,
         l.g2 and l.imports_kusd >= :t_floor as g2,
         l.b1 and l.exports_floor as b1,
         l.b2,
         case when l.rca is not null and l.enough_dependents is not null then false else l.b2e end as b2e
  from lasting l
)
select year, importer, product, g1, g2, b1, b2, b2e, g1 or g2 as green, b1 or b2 or b2e as blue
from fired
