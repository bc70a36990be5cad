-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN customer_id bigint;
-- migration: 2_more.down.sql
-- TODO -- want missing-rollback: the way back is empty
