-- What runs these may open a transaction, or does.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_lock.sql
LOCK TABLE orders IN SHARE MODE;
UPDATE orders SET state = 'open' WHERE id = 1;
