-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_tidy.sql
BEGIN;
VACUUM (ANALYZE) orders; -- want non-transactional-statement-in-transaction: fails: VACUUM cannot run inside a transaction, and the file's own BEGIN
ALTER SYSTEM SET work_mem = '64MB'; -- want non-transactional-statement-in-transaction: ALTER SYSTEM
COMMIT;
VACUUM orders;
