-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE keys (id bigint PRIMARY KEY);
CREATE TABLE totals (id bigint PRIMARY KEY);
-- migration: 2_rename.sql
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE keys RENAME TO shop_deprecated_keys;
ALTER TABLE totals RENAME TO _bkp_up_v0002_totals;
