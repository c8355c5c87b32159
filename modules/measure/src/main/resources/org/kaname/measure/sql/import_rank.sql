-- The place of a good among all that an importer bought of its classification, by value: ties share it. Only of sets that hold all goods.
select year, importer, product,
       cast(rank() over (partition by year, importer order by imports_kusd desc nulls last) as double)
         / nullif(cast(count(*) over (partition by year, importer) as double), 0) as import_rank_share
from import_totals
where :all_products > 0 and imports_kusd > 0
