-- migration: atlas.sum
h1:none
-- migration: 20250101000000_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: 20250102000000_index.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: 20250103000000_check.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_check CHECK (length(note) < 100);
