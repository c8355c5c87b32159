-- Agreement: how many of the voting rules flag a good, could judge it, could not; goods that are known not to be imported have no judges.
select v.importer, v.product,
       sum(case when v.outcome = 'FLAGGED' then 1 else 0 end) as flagged,
       sum(case when v.outcome = 'INSUFFICIENT' then 0 else 1 end) as judges,
       sum(case when v.outcome = 'INSUFFICIENT' then 1 else 0 end) as insufficient
from verdict v
where v.year = :year and v.votes and coalesce(v.imported, true)
group by v.importer, v.product
