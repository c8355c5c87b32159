-- u = Σ M over economies: how many economies hold a good.
select year, product, count(*) as ubiquity
from matrix
where held
group by year, product
