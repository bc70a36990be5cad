-- migration: 1_shop.sql
BEGIN;
SAVEPOINT a;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
RELEASE SAVEPOINT a;
COMMIT;
