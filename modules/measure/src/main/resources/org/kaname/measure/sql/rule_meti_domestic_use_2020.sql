-- meti-domestic-use@2020: d = v1 / (Q + M - X) needs domestic output Q, which no view holds; only who imports nothing is answered.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         cast(null as boolean) as c1
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false then 'NOT_FLAGGED'
            when c.c1 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
