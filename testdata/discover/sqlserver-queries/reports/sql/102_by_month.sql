-- 102  the same by month
{@with_month} ? {SELECT month(p.born) AS month INTO #by_month FROM @shop.persons p JOIN #chosen c ON c.id = p.id;}
