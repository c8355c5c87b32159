-- cbs-bands@1: flagged is the band HIGH; the band stands beside the outcome.
with c as (
  select p.year, p.importer, p.product, p.top_supplier as partner, p.imports_kusd,
         case when p.wide then case when p.hhi_low > :t_high and p.hhi_high > :t_high then true
                              when not p.hhi_low > :t_high and not p.hhi_high > :t_high then false end
              else p.hhi > :t_high end as c1,
         case when p.wide then case when p.hhi_high < :t_low then 'LOW'
                                     when p.hhi_low >= :t_low and p.hhi_high <= :t_high then 'MIDDLE'
                                     when p.hhi_low > :t_high then 'HIGH' end
              when p.hhi < :t_low then 'LOW'
              when p.hhi <= :t_high then 'MIDDLE'
              when p.hhi > :t_high then 'HIGH' end as band
  from profile p
)
select c.year, c.importer, c.product, c.partner, c.c1, c.band,
       case when c.imports_kusd = 0 then 'NOT_FLAGGED'
            when c.c1 = false then 'NOT_FLAGGED'
            when c.c1 = true then 'FLAGGED'
            else 'INSUFFICIENT' end as outcome
from c
