-- migration: 1_shop.sql
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT;
SET LOCAL statement_timeout = '10min'; -- want set-local-outside-transaction: has no effect
