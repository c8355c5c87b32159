-- Whom an importer could buy from: named exporters other than itself, summed before and after it so that nothing is subtracted; and the
-- balance of its own trade.
with beside as (
  select year, product, exporter,
         coalesce(sum(exports_kusd) over (partition by year, product order by exporter nulls last
           rows between unbounded preceding and 1 preceding), 0)
           + coalesce(sum(exports_kusd) over (partition by year, product order by exporter nulls last
           rows between 1 following and unbounded following), 0) as others_kusd,
         coalesce(sum(exports_kusd * exports_kusd) over (partition by year, product order by exporter nulls last
           rows between unbounded preceding and 1 preceding), 0)
           + coalesce(sum(exports_kusd * exports_kusd) over (partition by year, product order by exporter nulls last
           rows between 1 following and unbounded following), 0) as others_squares,
         count(*) over (partition by year, product) - 1 as other_exporters
  from world_share
),
everybody as (
  select year, product, sum(exports_kusd) as others_kusd, sum(exports_kusd * exports_kusd) as others_squares,
         count(*) as other_exporters
  from world_share
  group by year, product
),
without as (
  select p.year, p.importer, p.product,
         case when b.exporter is null then e.others_squares else b.others_squares end
           / nullif(case when b.exporter is null then e.others_kusd * e.others_kusd else b.others_kusd * b.others_kusd end, 0)
           as hhi_world_others,
         case when b.exporter is null then e.other_exporters else b.other_exporters end as other_exporters
  from profile p
  left join everybody e on e.year = p.year and e.product = p.product
  left join beside b on b.year = p.year and b.product = p.product and b.exporter = p.importer
)
select p.year, p.importer, p.product, p.top_supplier, p.imports_kusd, p.wide,
       w.hhi_world_others, w.other_exporters,
       w.hhi_world_others / nullif(p.hhi, 0) as effective_suppliers_ratio,
       w.hhi_world_others / nullif(p.hhi_high, 0) as effective_suppliers_ratio_low,
       w.hhi_world_others / nullif(p.hhi_low, 0) as effective_suppliers_ratio_high,
       case when p.suppliers > 0 then cast(p.suppliers as double) / nullif(cast(w.other_exporters as double), 0) end
         as supplier_count_ratio,
       case when p.suppliers > 0 then cast(p.suppliers as double) / nullif(cast(w.other_exporters as double), 0) end
         as supplier_count_ratio_low,
       case when p.suppliers > 0 and w.other_exporters > 0
            then case when p.unallocated_kusd > 0 then cast(1 as double)
                      else cast(p.suppliers as double) / nullif(cast(w.other_exporters as double), 0) end end
         as supplier_count_ratio_high,
       (p.exports_kusd - p.imports_kusd) / nullif(p.exports_kusd + p.imports_kusd, 0) as trade_balance
from profile p
join without w on w.year = p.year and w.importer = p.importer and w.product = p.product
