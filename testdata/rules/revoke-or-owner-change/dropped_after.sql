-- migration: 1_shop.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT SELECT, DELETE ON carts, orders TO reader;
-- migration: 2_drop.sql
REVOKE SELECT ON carts FROM reader;
REVOKE DELETE ON carts, orders FROM reader; -- want revoke-or-owner-change: `reader` loses DELETE on `orders`
DROP TABLE carts;
