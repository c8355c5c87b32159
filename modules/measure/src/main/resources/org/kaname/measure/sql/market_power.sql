-- market-power@1: what others supply of the world and of a partner set, what stays if all others expand by g, and the Lerner index of a
-- dominant supplier with a competitive fringe. None is a measurement of power. partner_set holds importers, not the exporter itself.
with inside as (
  select p.year, p.product, p.exporter, sum(p.value_kusd) as value_kusd
  from pf p
  join partner_set s on s.economy = p.importer
  where p.named
  group by p.year, p.product, p.exporter
),
inside_total as (
  select year, product, sum(value_kusd) as total_kusd
  from inside
  group by year, product
)
select w.year, w.exporter, w.product,
       1 - w.world_share as residual_share,
       case when t.total_kusd is null then null
            else 1 - coalesce(i.value_kusd, 0) / nullif(t.total_kusd, 0) end as residual_share_partners,
       case when w.world_share - :t_expansion_low * (1 - w.world_share) < 0 then 0
            else w.world_share - :t_expansion_low * (1 - w.world_share) end as capacity_gap_low,
       case when w.world_share - :t_expansion_middle * (1 - w.world_share) < 0 then 0
            else w.world_share - :t_expansion_middle * (1 - w.world_share) end as capacity_gap_middle,
       case when w.world_share - :t_expansion_high * (1 - w.world_share) < 0 then 0
            else w.world_share - :t_expansion_high * (1 - w.world_share) end as capacity_gap_high,
       w.world_share / nullif(:t_demand_elasticity + (1 - w.world_share) * :t_fringe_elasticity, 0) as lerner_fringe
from world_share w
left join inside_total t on t.year = w.year and t.product = w.product
left join inside i on i.year = w.year and i.product = w.product and i.exporter = w.exporter
