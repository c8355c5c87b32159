-- geodep@2024: the three conditions in the same year, in enough years of the window.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.hhi_low > :t_import_hhi and p.hhi_high > :t_import_hhi then true
                              when not p.hhi_low > :t_import_hhi and not p.hhi_high > :t_import_hhi then false end
              else p.hhi > :t_import_hhi end as c1,
         case when p.world_wide then case when p.hhi_world_low > :t_world_hhi and p.hhi_world_high > :t_world_hhi then true
                                    when not p.hhi_world_low > :t_world_hhi and not p.hhi_world_high > :t_world_hhi then false end
              else p.hhi_world > :t_world_hhi end as c2,
         case when p.no_exports and p.imports_kusd > 0 then true else p.import_export_ratio > :t_import_export_ratio end as c3
  from profile p
),
judged as (
  select c.year, c.importer, c.product, c.partner, c.c1, c.c2, c.c3,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false or c.c3 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true and c.c3 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
  from c
),
years_of_good as (
  select product, count(distinct year) as years from usable group by product
),
windows as (
  select j.year, j.importer, j.product,
         sum(case when w.outcome = 'FLAGGED' then 1 else 0 end) as held,
         sum(case when w.outcome = 'NOT_FLAGGED' then 1 else 0 end) as failed
  from judged j
  join judged w on w.importer = j.importer and w.product = j.product and w.year <= j.year and w.year > j.year - :window
  group by j.year, j.importer, j.product
)
select j.year, j.importer, j.product, j.partner, j.c1, j.c2, j.c3, w.held,
       case when g.years = 1 then j.outcome
            when w.held >= :years then 'FLAGGED'
            when :window - w.failed < :years then 'NOT_FLAGGED'
            else 'INSUFFICIENT' end as outcome
from judged j
join windows w on w.year = j.year and w.importer = j.importer and w.product = j.product
join years_of_good g on g.product = j.product
