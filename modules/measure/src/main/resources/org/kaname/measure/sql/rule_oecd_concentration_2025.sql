-- oecd-concentration@2025: effective suppliers of those there are, concentration of the other exporters.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.effective_suppliers_ratio_low < :t_effective_suppliers_ratio and p.effective_suppliers_ratio_high < :t_effective_suppliers_ratio then true
                              when not p.effective_suppliers_ratio_low < :t_effective_suppliers_ratio and not p.effective_suppliers_ratio_high < :t_effective_suppliers_ratio then false end
              else p.effective_suppliers_ratio < :t_effective_suppliers_ratio end as c1,
         p.hhi_world_others > :t_world_hhi_others as c2
  from others p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
