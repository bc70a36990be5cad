-- 101  persons by the year of their birth
SELECT year(p.born) AS year, COUNT_BIG(*) AS persons
INTO #by_year
FROM @shop.persons p
GROUP BY year(p.born);
