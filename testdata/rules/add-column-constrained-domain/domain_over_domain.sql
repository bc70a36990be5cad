-- migration: 1_shop.sql
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN amount AS positive;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_amount.sql
ALTER TABLE orders ADD COLUMN total amount; -- want add-column-constrained-domain: blocks every read and write to `orders`
