-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);
ALTER TABLE orders ALTER COLUMN gross DROP EXPRESSION;
