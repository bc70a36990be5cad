-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
PREPARE TRANSACTION 'shop'; -- want prepared-transaction: keeps every lock of the transaction
