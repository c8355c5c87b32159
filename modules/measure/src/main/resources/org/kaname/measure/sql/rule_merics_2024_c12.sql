-- merics@2024.c12: imports at least so many times exports, and the partner share.
with c as (
  select p.year, p.importer, p.product, p.partner as partner, p.imports_kusd,
         case when p.no_exports and p.imports_kusd > 0 then true else p.import_export_ratio >= :t_import_export_ratio end as c1,
         case when p.wide then case when p.partner_share_low >= :t_partner_share and p.partner_share_high >= :t_partner_share then true
                              when not p.partner_share_low >= :t_partner_share and not p.partner_share_high >= :t_partner_share then false end
              else p.partner_share >= :t_partner_share end as c2
  from partner p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
