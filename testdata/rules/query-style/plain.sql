-- config: [rules.query-style]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SELECT count(*) FROM orders WHERE state LIKE 'old%';
DELETE FROM orders WHERE id NOT IN (1, 2);
