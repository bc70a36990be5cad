-- config: layout = "plain"
-- What ROLLBACK TO SAVEPOINT takes back is held no longer, and no order of locks.
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_one.sql
BEGIN;
SET LOCAL lock_timeout = 0;
ALTER TABLE customers ADD COLUMN a text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `customers`
ALTER TABLE orders ADD COLUMN a text;
COMMIT;
-- migration: 3_other.sql
BEGIN;
SAVEPOINT tried;
ALTER TABLE orders ADD COLUMN b text;
ROLLBACK TO SAVEPOINT tried;
ALTER TABLE customers ADD COLUMN b text;
COMMIT;
