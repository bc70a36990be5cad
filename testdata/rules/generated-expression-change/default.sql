-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, net numeric DEFAULT 0);
-- migration: 2_net.sql
ALTER TABLE orders ALTER COLUMN net DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN net SET DEFAULT 1;
