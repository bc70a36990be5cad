-- config: [rules.narrow-integer]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id serial PRIMARY KEY); -- want narrow-integer: `orders.id` is counted up
-- migration: 2_widen.sql
ALTER TABLE orders ALTER COLUMN id TYPE bigint; -- want narrow-integer: its sequence `orders_id_seq` still ends
