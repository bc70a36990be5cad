-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT;
BEGIN; -- want uncommitted-transaction: nothing commits what begins here
CREATE TABLE items (id bigint PRIMARY KEY);
