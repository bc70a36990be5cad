-- migration: 1_orders.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, note text);
-- migration: 2_one.sql
SELECT pg_catalog.setval(pg_get_serial_sequence('orders', 'id'), 1, false); -- want sequence-not-reset: numbers `id` of `orders` from 1 again
