-- config: pg-version = 15
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total int, words jsonb, note text);
CREATE FUNCTION "json_value"(jsonb, text) RETURNS text LANGUAGE sql AS 'SELECT $1 ->> $2';
INSERT INTO orders (id, total) VALUES (1, 100_000); -- want version-mismatch-syntax: PostgreSQL 15 refuses underscores in a number, which came with PostgreSQL 16
UPDATE orders SET total = 0x1F WHERE id = 1; -- want version-mismatch-syntax: a number in another base than ten
SELECT q.x FROM orders, JSON_TABLE(orders.words, '$.a[*]' COLUMNS (x int PATH '$.x')) AS q; -- want version-mismatch-syntax: `JSON_TABLE`, which came with PostgreSQL 17
SELECT JSON_EXISTS(words, '$.a') FROM orders; -- want version-mismatch-syntax: `JSON_EXISTS`
SELECT id FROM orders WHERE note IS JSON; -- want version-mismatch-syntax: `IS JSON`
SELECT json_value(words, '$.a'), '100_000', note AS a_1, 0.5, 1e5 FROM orders;
