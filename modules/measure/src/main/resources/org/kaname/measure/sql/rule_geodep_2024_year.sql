-- geodep@2024.year: HHI, world HHI and imports over exports in one year.
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
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2, c.c3,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false or c.c3 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true and c.c3 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
