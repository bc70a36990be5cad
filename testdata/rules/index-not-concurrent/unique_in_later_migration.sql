-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_unique.sql
CREATE UNIQUE INDEX IF NOT EXISTS orders_note_key ON orders (lower(note)) WHERE note IS NOT NULL; -- want index-not-concurrent: blocks every write to `orders` while the index is built
