-- how many there are
SELECT count(*) FROM persons WHERE born < date_trunc('year', now());
