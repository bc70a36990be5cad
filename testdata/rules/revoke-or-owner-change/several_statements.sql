-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
GRANT SELECT, INSERT, UPDATE ON orders, items TO sync, web;
-- migration: 2_no_sync.sql
REVOKE INSERT ON orders FROM sync; -- want revoke-or-owner-change: `sync` loses INSERT on `orders`, and more in 2 other statements: what runs as that role fails
REVOKE UPDATE ON orders FROM sync;
REVOKE SELECT ON items FROM web; -- want revoke-or-owner-change: `web` loses SELECT on `items`: what runs
REVOKE ALL ON items FROM sync;
