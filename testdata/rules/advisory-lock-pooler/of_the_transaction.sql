-- config: layout = "sqlx"
-- migration: 1_shop.sql
SELECT pg_advisory_xact_lock(42);
SELECT pg_try_advisory_xact_lock(43);
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE FUNCTION guard() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_lock(1) $$;
