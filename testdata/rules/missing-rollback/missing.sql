-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_more.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY); -- want missing-rollback: 2_more.down.sql is missing
ALTER TABLE orders ADD COLUMN customer_id bigint;
