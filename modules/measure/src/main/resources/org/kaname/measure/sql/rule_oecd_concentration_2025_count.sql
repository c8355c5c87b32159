-- oecd-concentration@2025.count: number of suppliers of those there are, concentration of the other exporters.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.supplier_count_ratio_low < :t_supplier_count_ratio and p.supplier_count_ratio_high < :t_supplier_count_ratio then true
                              when not p.supplier_count_ratio_low < :t_supplier_count_ratio and not p.supplier_count_ratio_high < :t_supplier_count_ratio then false end
              else p.supplier_count_ratio < :t_supplier_count_ratio end as c1,
         p.hhi_world_others > :t_world_hhi_others as c2
  from others p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
