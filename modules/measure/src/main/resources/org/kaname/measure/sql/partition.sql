-- Flows between units: members of one unit are summed, trade inside a unit leaves everything.
select f.year, f.product, eu.unit as exporter, iu.unit as importer, eu.named, sum(f.value_kusd) as value_kusd
from f
join unit eu on eu.economy = f.exporter
join unit iu on iu.economy = f.importer
where eu.unit <> iu.unit
group by f.year, f.product, eu.unit, iu.unit, eu.named
