-- k = Σ M over goods: how many goods an economy holds.
select year, exporter, count(*) as diversity
from matrix
where held
group by year, exporter
