-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_lock.sql
LOCK TABLE orders IN SHARE MODE;
UPDATE orders SET state = 'open' WHERE id = 1;
-- migration: 3_lock.sql
-- no-transaction
LOCK TABLE orders IN SHARE MODE; -- want certain-failure: LOCK TABLE can only be used in transaction blocks
