-- migration: 0001_orders.up.sql
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, state text NOT NULL CHECK (state IN ('new', 'paid')));
-- migration: 0001_orders.down.sql
DROP TABLE orders;
-- migration: 0002_states.up.sql
CREATE TYPE order_state AS ENUM ('new', 'paid');
-- migration: 0002_states.down.sql
DROP TYPE order_state;
-- migration: 0003_first_order.up.sql
INSERT INTO orders SELECT coalesce(max(id), 0) + 1, 'new' FROM orders;
-- migration: 0003_first_order.down.sql
DELETE FROM orders WHERE id = (SELECT max(id) FROM orders);
