-- migration: 1_shop.sql
SET LOCAL lock_timeout = '2s';
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
