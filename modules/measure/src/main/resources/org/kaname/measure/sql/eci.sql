-- ECI of one :year: the mean PCI of the goods held (PCI of pci.sql; k of its economies).
select m.exporter, avg(q.pci) as eci
from matrix m
join given_economy g on g.exporter = m.exporter
join pci q on q.product = m.product
where m.held and m.year = :year
group by m.exporter
