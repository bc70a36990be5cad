-- config: [rules.drop-without-archive]
-- config: retention-days = 10
-- config: archive-names = ["retired_*"]
-- migration: 1704067200_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE coupons (id bigint PRIMARY KEY);
-- migration: 1704153600_away.sql
ALTER TABLE orders RENAME TO retired_orders;
ALTER TABLE coupons RENAME TO coupons_old;
-- migration: 1704672000_too_early.sql
ALTER TABLE retired_orders ADD COLUMN looked_at date;
DROP TABLE retired_orders; -- want drop-without-archive: 6 days after `orders` was renamed: 4 days of the 10 are missing
-- migration: 1735689600_late.sql
DROP TABLE coupons_old; -- want drop-without-archive: destroys `coupons_old` with its rows
