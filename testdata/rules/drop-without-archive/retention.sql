-- migration: 20230105100000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE coupons (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE clicks (id bigint PRIMARY KEY);
COMMENT ON TABLE clicks IS 'DEPRECATED, see ticket 17';
-- migration: 20240101100000_away.sql
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE coupons SET SCHEMA graveyard;
-- migration: 20240330100000_too_early.sql
DROP TABLE orders_old; -- want drop-without-archive: destroys `orders_old` 89 days after `orders` was renamed: 1 day of the 90 are missing
-- migration: 20240331100000_in_time.sql
DROP TABLE graveyard.coupons;
DROP TABLE clicks;
ALTER TABLE carts RENAME TO carts_old;
DROP TABLE carts_old; -- want drop-without-archive: on the day that `carts` was renamed: 90 days of the 90 are missing
