-- migration: 1_shop.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, note character varying(20), total numeric(10,2) NOT NULL);
CREATE INDEX orders_idx ON orders (note) WHERE total > 0;
-- migration: 2_again.sql
CREATE TABLE IF NOT EXISTS orders (id bigserial PRIMARY KEY, note varchar(20), total decimal(10,2) NOT NULL);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note varchar(20);
CREATE INDEX IF NOT EXISTS orders_idx ON orders (note) WHERE total > 0;
