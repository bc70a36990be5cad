-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_role.sql
ALTER ROLE migrator SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN a text; -- want timeout-not-effective: ALTER … SET counts for sessions that begin after it
-- migration: 3_late.sql
ALTER TABLE orders ADD COLUMN b text; -- want timeout-not-effective: lock_timeout is set only after it
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN c text;
