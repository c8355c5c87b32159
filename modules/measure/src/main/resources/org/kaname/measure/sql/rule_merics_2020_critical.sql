-- merics@2020.critical: the same, for a code on a list that no table holds: the second condition is open.
with c as (
  select p.year, p.importer, p.product, p.partner as partner, p.imports_kusd,
         case when p.wide then case when p.partner_share_low > :t_partner_share and p.partner_share_high > :t_partner_share then true
                              when not p.partner_share_low > :t_partner_share and not p.partner_share_high > :t_partner_share then false end
              else p.partner_share > :t_partner_share end as c1,
         cast(null as boolean) as c2
  from partner p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
