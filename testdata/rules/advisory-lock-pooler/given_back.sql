-- migration: 1_shop.sql
SELECT pg_advisory_lock(42);
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SELECT pg_advisory_unlock(42);
