-- migration: 1_orders.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, note text);
-- migration: 2_one.sql
SELECT setval('orders_id_seq', 1); -- want sequence-not-reset: numbers `id` of `orders` from 1 again
