-- meti-wp@2024: import concentration.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.hhi_low > :t_import_hhi and p.hhi_high > :t_import_hhi then true
                              when not p.hhi_low > :t_import_hhi and not p.hhi_high > :t_import_hhi then false end
              else p.hhi > :t_import_hhi end as c1
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false then 'NOT_FLAGGED'
            when c.c1 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
