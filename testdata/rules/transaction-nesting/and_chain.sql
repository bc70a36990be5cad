-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT AND CHAIN;
CREATE TABLE items (id bigint PRIMARY KEY);
ROLLBACK AND CHAIN;
CREATE TABLE lines (id bigint PRIMARY KEY);
COMMIT;
-- migration: 2_items.sql
BEGIN;
COMMIT AND NO CHAIN;
COMMIT; -- want transaction-nesting: no transaction is open here
