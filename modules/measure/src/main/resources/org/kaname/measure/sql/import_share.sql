-- s = v / (M − n), named suppliers only.
select pf.year, pf.importer, pf.product, pf.exporter as supplier,
       pf.value_kusd / nullif(t.imports_kusd - t.unallocated_kusd, 0) as import_share
from pf
join import_totals t on t.year = pf.year and t.importer = pf.importer and t.product = pf.product
where pf.named
