-- cao@2021: the top supplier holds the threshold share or more.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.top_share_low >= :t_top_share and p.top_share_high >= :t_top_share then true
                              when not p.top_share_low >= :t_top_share and not p.top_share_high >= :t_top_share then false end
              else p.top_share >= :t_top_share end as c1
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false then 'NOT_FLAGGED'
            when c.c1 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
