-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
PREPARE TRANSACTION 'shop';
COMMIT PREPARED 'shop';
