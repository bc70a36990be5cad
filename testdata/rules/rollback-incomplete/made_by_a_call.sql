-- A function of the team's own makes the index: nothing else shows it.
-- config: layout = "golang-migrate"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_orders.down.sql
DROP TABLE orders;
-- migration: 2_state.up.sql
SELECT create_index('orders', 'IDX_ORDERS_STATE', 'state');
-- migration: 2_state.down.sql
DROP INDEX idx_orders_state;
-- migration: 3_other.up.sql
SELECT create_index('orders', 'idx_orders_other', 'state');
-- migration: 3_other.down.sql
DROP INDEX idx_orders_another; -- want rollback-incomplete: the index `idx_orders_another` is not there again
