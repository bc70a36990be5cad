WITH missing AS (SELECT id FROM persons WHERE born IS NULL)
SELECT coalesce(max(id), 0) FROM missing;
