-- HW = Σ w² over named exporters.
select year, product, sum(world_share * world_share) as hhi_world
from world_share
group by year, product
