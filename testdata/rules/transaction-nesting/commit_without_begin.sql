-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT; -- want transaction-nesting: no transaction is open here
-- migration: 2_items.sql
BEGIN;
CREATE TABLE items (id bigint PRIMARY KEY);
START TRANSACTION; -- want transaction-nesting: the file's earlier BEGIN has opened a transaction already
CREATE TABLE lines (id bigint PRIMARY KEY);
COMMIT;
