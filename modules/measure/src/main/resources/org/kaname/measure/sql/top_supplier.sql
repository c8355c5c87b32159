-- The largest named supplier; ties by ascending code. Bounds: the unspecified part is nobody's, or all the top supplier's.
with ranked as (
  select year, importer, product, exporter, value_kusd,
         row_number() over (partition by year, importer, product order by value_kusd desc nulls last, exporter nulls last) as place,
         rank() over (partition by year, importer, product order by value_kusd desc nulls last) as standing
  from pf
  where named
),
tied as (
  select year, importer, product, count(*) as tied from ranked where standing = 1 group by year, importer, product
)
select r.year, r.importer, r.product, r.exporter as top_supplier, r.value_kusd as top_value_kusd,
       r.value_kusd / nullif(t.imports_kusd - t.unallocated_kusd, 0) as top_share,
       r.value_kusd / nullif(t.imports_kusd, 0) as top_share_low,
       (r.value_kusd + t.unallocated_kusd) / nullif(t.imports_kusd, 0) as top_share_high,
       d.tied
from ranked r
join import_totals t on t.year = r.year and t.importer = r.importer and t.product = r.product
join tied d on d.year = r.year and d.importer = r.importer and d.product = r.product
where r.place = 1
