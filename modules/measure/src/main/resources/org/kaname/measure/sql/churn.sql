-- Churn: from each year to each later one, over goods that the rule judged in both; flagged in both, in the first only, in the second only.
select a.rule, a.importer, a.year, b.year as next_year,
       sum(case when a.outcome = 'FLAGGED' and b.outcome = 'FLAGGED' then 1 else 0 end) as kept,
       sum(case when a.outcome = 'FLAGGED' and b.outcome = 'NOT_FLAGGED' then 1 else 0 end) as left_out,
       sum(case when a.outcome = 'NOT_FLAGGED' and b.outcome = 'FLAGGED' then 1 else 0 end) as entered
from verdict a
join verdict b on b.rule = a.rule and b.importer = a.importer and b.product = a.product and b.year > a.year
where a.outcome <> 'INSUFFICIENT' and b.outcome <> 'INSUFFICIENT'
group by a.rule, a.importer, a.year, b.year
