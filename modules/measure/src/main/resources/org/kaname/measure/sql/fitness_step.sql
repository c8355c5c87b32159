-- One update of fitness and complexity of one :year (tables given_fitness: exporter, fitness; given_complexity: product, complexity):
-- F' = M·Q, Q' = 1 / (Mᵀ·(1/F)), both from the old values, each divided by its mean.
with h as (
  select m.exporter, m.product, f.fitness, q.complexity
  from matrix m
  join given_fitness f on f.exporter = m.exporter
  join given_complexity q on q.product = m.product
  where m.held and m.year = :year
), economy as (
  select exporter, sum(complexity) as fitness
  from h
  group by exporter
), good as (
  select product, 1 / nullif(sum(1 / nullif(fitness, 0)), 0) as complexity
  from h
  group by product
), mean_economy as (
  select avg(fitness) as mean_fitness from economy
), mean_good as (
  select avg(complexity) as mean_complexity from good
)
select e.exporter as code, 'economy' as kind, e.fitness / nullif(m.mean_fitness, 0) as stepped
from economy e
cross join mean_economy m
union all
select g.product as code, 'good' as kind, g.complexity / nullif(n.mean_complexity, 0) as stepped
from good g
cross join mean_good n
