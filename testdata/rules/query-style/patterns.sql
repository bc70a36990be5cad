-- config: [rules.query-style]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
DELETE FROM orders WHERE state LIKE '%old'; -- want query-style: reads every row
SELECT id FROM orders ORDER BY random() LIMIT 1; -- want query-style: a number of chance
