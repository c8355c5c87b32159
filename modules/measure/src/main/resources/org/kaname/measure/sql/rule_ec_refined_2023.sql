-- ec-refined@2023: every condition needs re-exports, which no view holds; only who imports nothing is answered.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         cast(null as boolean) as c1,
         cast(null as boolean) as c2,
         cast(null as boolean) as c3
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.c2, c.c3,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false or c.c2 = false or c.c3 = false then 'NOT_FLAGGED'
            when c.c1 = true and c.c2 = true and c.c3 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
