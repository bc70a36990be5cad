-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, number bigint);
-- migration: 2_from_an_index.sql
LOCK TABLE orders IN EXCLUSIVE MODE;
SELECT setval('orders_id_seq', (SELECT max(id) + 1 FROM orders), false);
SELECT setval('orders_id_seq', coalesce((SELECT max(id) FROM orders), 1));
-- migration: 3_from_every_row.sql
LOCK TABLE orders IN EXCLUSIVE MODE;
SELECT setval('orders_id_seq', (SELECT max(number) + 1 FROM orders), false); -- want slow-statement-while-holding-lock: while `orders` is read
