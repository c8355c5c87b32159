-- fki@2022: partner share, balance of trade, place among all goods imported.
with c as (
  select p.year, p.importer, p.product, p.partner as partner, p.imports_kusd,
         case when p.wide then case when p.partner_share_low >= :t_partner_share and p.partner_share_high >= :t_partner_share then true
                              when not p.partner_share_low >= :t_partner_share and not p.partner_share_high >= :t_partner_share then false end
              else p.partner_share >= :t_partner_share end as c1,
         o.trade_balance <= :t_trade_balance as c2,
         r.import_rank_share <= :t_import_rank_share as c3
  from partner p
  left join others o on o.year = p.year and o.importer = p.importer and o.product = p.product
  left join import_rank r on r.year = p.year and r.importer = p.importer and r.product = p.product
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2, c.c3,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false or c.c3 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true and c.c3 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
