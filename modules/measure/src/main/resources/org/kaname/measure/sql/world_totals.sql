-- W = Σ X over exporters; n = exporters that are nobody's supplier.
select year, product,
       sum(exports_kusd) as world_kusd,
       sum(case when named then 0 else exports_kusd end) as unallocated_kusd,
       sum(case when named then 1 else 0 end) as exporters
from export_totals
group by year, product
