-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders OWNER TO shop;
-- migration: 2_owner.sql
ALTER TABLE orders OWNER TO platform; -- want revoke-or-owner-change: `shop` loses `orders` to `platform`
