-- leverage@1: importers that a rule flags, each with its top supplier. The table verdict holds the outcomes of the rule's file.
select v.year, v.importer, v.product, p.top_supplier as supplier,
       p.top_value_kusd as value_kusd, p.imports_kusd, p.top_share as import_share
from verdict v
join profile p on p.year = v.year and p.importer = v.importer and p.product = v.product
where v.outcome = 'FLAGGED' and p.top_supplier is not null
