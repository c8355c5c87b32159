-- dominance@2023: exporters with more than the threshold of world exports, how many goods, and their value.
select year, exporter, count(*) as goods, sum(exports_kusd) as value_kusd
from world_share
where world_share > :t_world_share
group by year, exporter
