-- Jaccard of two rules over the goods of one importer that both judged: both flag it, of those that either flags.
with judged as (
  select rule, product, outcome = 'FLAGGED' as flagged
  from verdict
  where year = :year and importer = :subject and coalesce(imported, true) and outcome <> 'INSUFFICIENT'
),
pairs as (
  select a.rule as rule_a, b.rule as rule_b,
         sum(case when a.flagged and b.flagged then 1 else 0 end) as both_flagged,
         sum(case when a.flagged or b.flagged then 1 else 0 end) as either_flagged
  from judged a
  join judged b on b.product = a.product
  group by a.rule, b.rule
)
select rule_a, rule_b, both_flagged, either_flagged,
       cast(both_flagged as double) / nullif(cast(either_flagged as double), 0) as jaccard
from pairs
