-- X = Σ v over importers, remainders included.
select year, exporter, product, named, sum(value_kusd) as exports_kusd
from pf
group by year, exporter, product, named
