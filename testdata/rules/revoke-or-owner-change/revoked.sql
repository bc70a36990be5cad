-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT ALL ON orders TO shop, reporting;
-- migration: 2_less.sql
REVOKE ALL ON orders FROM reporting; -- want revoke-or-owner-change: `reporting` loses every right on `orders`
REVOKE reporting FROM shop; -- want revoke-or-owner-change: `shop` is no longer a member of `reporting`
