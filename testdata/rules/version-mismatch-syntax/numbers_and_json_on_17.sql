-- config: pg-version = 17
CREATE TABLE orders (id bigint PRIMARY KEY, total int, words jsonb, note text);
INSERT INTO orders (id, total) VALUES (1, 100_000), (2, 0x1F);
SELECT q.x FROM orders, JSON_TABLE(orders.words, '$.a[*]' COLUMNS (x int PATH '$.x')) AS q;
SELECT JSON_EXISTS(words, '$.a') FROM orders;
