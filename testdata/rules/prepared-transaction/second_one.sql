-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT;
BEGIN;
UPDATE orders SET state = 'open';
PREPARE TRANSACTION 'open orders'; -- want prepared-transaction: across disconnects and restarts
