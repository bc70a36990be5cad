-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_more.sql
ALTER TABLE orders ADD COLUMN note text;
-- migration: 3_again.sql
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY);
