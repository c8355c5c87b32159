-- HHI = Σ (v / (M − n))², with its interval for the part n of unspecified origin.
select pf.year, pf.importer, pf.product,
       sum(pf.value_kusd * pf.value_kusd)
         / nullif((t.imports_kusd - t.unallocated_kusd) * (t.imports_kusd - t.unallocated_kusd), 0) as hhi,
       sum(pf.value_kusd * pf.value_kusd) / nullif(t.imports_kusd * t.imports_kusd, 0) as hhi_low,
       (sum(pf.value_kusd * pf.value_kusd) - s.top_value_kusd * s.top_value_kusd
         + (s.top_value_kusd + t.unallocated_kusd) * (s.top_value_kusd + t.unallocated_kusd))
         / nullif(t.imports_kusd * t.imports_kusd, 0) as hhi_high
from pf
join import_totals t on t.year = pf.year and t.importer = pf.importer and t.product = pf.product
join top_supplier s on s.year = pf.year and s.importer = pf.importer and s.product = pf.product
where pf.named
group by pf.year, pf.importer, pf.product, t.imports_kusd, t.unallocated_kusd, s.top_value_kusd
