-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_tidy.sql
-- no-transaction
VACUUM (ANALYZE) orders;
-- migration: 3_system.sql
-- no-transaction
ALTER SYSTEM SET work_mem = '64MB';
