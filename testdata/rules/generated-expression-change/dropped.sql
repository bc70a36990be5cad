-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);
-- migration: 2_gross.sql
ALTER TABLE orders ALTER gross DROP EXPRESSION; -- want generated-expression-change: nothing computes `orders.gross`
