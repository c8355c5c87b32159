-- ec-bottom-up@2021.extra for a single economy without an inner set: all exports go outside, so it equals the rule itself.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.hhi_low > :t_cdi1 and p.hhi_high > :t_cdi1 then true
                              when not p.hhi_low > :t_cdi1 and not p.hhi_high > :t_cdi1 then false end
              else p.hhi > :t_cdi1 end as c1,
         case when p.suppliers > 0 then 1 > :t_cdi2 end as c2,
         case when p.no_exports and p.imports_kusd > 0 then true else p.import_export_ratio > :t_cdi3 end as c3
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2, c.c3,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false or c.c3 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true and c.c3 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
