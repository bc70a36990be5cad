-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, updated_at timestamptz);
CREATE TABLE items (id bigint PRIMARY KEY, updated_at timestamptz);
CREATE TABLE tours (id bigint PRIMARY KEY);
-- migration: 2_tours.sql
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE tours DROP COLUMN IF EXISTS updated_at;
