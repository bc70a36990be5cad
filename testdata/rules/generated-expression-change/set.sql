-- config: pg-version = 17
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric GENERATED ALWAYS AS (net * 1.19) STORED);
-- migration: 2_gross.sql
ALTER TABLE orders ALTER COLUMN gross SET EXPRESSION AS (net * 1.16); -- want generated-expression-change: changes every value of `orders.gross`
