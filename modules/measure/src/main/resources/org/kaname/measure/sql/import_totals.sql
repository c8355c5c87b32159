-- M = Σ v; n = the part of unspecified origin.
select year, importer, product,
       sum(value_kusd) as imports_kusd,
       sum(case when named then 1 else 0 end) as suppliers,
       sum(case when named then 0 else value_kusd end) as unallocated_kusd
from pf
group by year, importer, product
