-- HW = Σ w² over named exporters. Bounds: what is of no known origin is split infinitely, or all comes from the largest exporter.
with h as (
  select year, product,
         sum(world_share * world_share) as hhi_world,
         sum(world_share_low * world_share_low) as squares,
         max(world_share_low) as largest,
         max(world_share_high - world_share_low) as unallocated
  from world_share
  group by year, product
)
select year, product, hhi_world,
       squares as hhi_world_low,
       squares + unallocated * (2 * largest + unallocated) as hhi_world_high
from h
