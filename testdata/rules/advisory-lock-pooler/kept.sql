-- config: layout = "sqlx"
-- migration: 1_shop.sql
SELECT pg_advisory_lock(42); -- want advisory-lock-pooler: `pg_advisory_lock` holds until the connection ends
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
