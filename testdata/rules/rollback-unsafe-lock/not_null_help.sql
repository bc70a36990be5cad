-- config: layout = "golang-migrate"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL);
-- migration: 1_orders.down.sql
DROP TABLE orders;
-- migration: 2_state.up.sql
ALTER TABLE orders ALTER COLUMN state DROP NOT NULL;
-- migration: 2_state.down.sql
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want rollback-unsafe-lock: help: add CHECK (… IS NOT NULL) NOT VALID first
