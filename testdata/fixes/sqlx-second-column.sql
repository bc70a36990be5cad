-- migration: 20240110090000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer NOT NULL DEFAULT 1, note text);
COMMENT ON COLUMN orders.quantity IS 'pieces';
-- migration: 20240611100000_wider.sql
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
