-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE TABLE places (id bigint PRIMARY KEY);
ALTER TABLE places OWNER TO shop;
-- migration: 2_owner.sql
ALTER TABLE orders OWNER TO platform; -- want revoke-or-owner-change: `orders` and 1 more belong to `platform` from here on
ALTER TABLE places OWNER TO platform; -- want revoke-or-owner-change: `shop` loses `places` to `platform`
ALTER TABLE items OWNER TO platform;
