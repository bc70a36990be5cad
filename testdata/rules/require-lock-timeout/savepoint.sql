-- config: layout = "plain"
-- Going back to a savepoint lets go of the lock: nobody waits while the second one is waited for. What was locked before
-- the savepoint stays locked.
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_try.sql
BEGIN;
SAVEPOINT tried;
ALTER TABLE customers ADD COLUMN source text;
ROLLBACK TO SAVEPOINT tried;
ALTER TABLE orders ADD COLUMN source text;
COMMIT;
-- migration: 3_keep.sql
BEGIN;
ALTER TABLE customers ADD COLUMN origin text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `customers`
SAVEPOINT tried;
ALTER TABLE customers ADD COLUMN channel text;
ROLLBACK TO SAVEPOINT tried;
ALTER TABLE orders ADD COLUMN origin text;
COMMIT;
