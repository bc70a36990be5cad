-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT AND CHAIN; -- want uncommitted-transaction: nothing commits what begins here
CREATE TABLE items (id bigint PRIMARY KEY);
-- migration: 2_items.sql
BEGIN;
CREATE TABLE lines (id bigint PRIMARY KEY);
COMMIT AND CHAIN; -- want uncommitted-transaction: nothing commits what begins here
