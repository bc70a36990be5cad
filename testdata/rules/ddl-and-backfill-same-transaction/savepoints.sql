-- ROLLBACK TO SAVEPOINT lets go of the locks that were taken since, and of no others.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total numeric);
-- migration: 2_taken_back.sql
BEGIN;
SAVEPOINT a;
ALTER TABLE orders ADD COLUMN region text;
SAVEPOINT b;
LOCK TABLE orders IN EXCLUSIVE MODE;
RELEASE SAVEPOINT b;
ROLLBACK TO SAVEPOINT a;
UPDATE orders SET state = 'open' WHERE state IS NULL; -- want unbatched-backfill: updates every row of `orders` that matches
COMMIT;
-- migration: 3_kept.sql
BEGIN;
SAVEPOINT a;
ALTER TABLE orders ADD COLUMN region text;
RELEASE SAVEPOINT a;
SAVEPOINT b;
SELECT 1;
ROLLBACK TO b;
UPDATE orders SET region = 'eu' WHERE region IS NULL; -- want ddl-and-backfill-same-transaction: holds ACCESS EXCLUSIVE there
COMMIT;
-- migration: 4_weaker.sql
BEGIN;
LOCK TABLE orders IN SHARE ROW EXCLUSIVE MODE;
SAVEPOINT a;
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;
ROLLBACK TO a;
UPDATE orders SET total = 0 WHERE total IS NULL; -- want ddl-and-backfill-same-transaction: holds SHARE ROW EXCLUSIVE there
COMMIT;
-- migration: 5_again.sql
BEGIN;
SAVEPOINT a;
LOCK TABLE orders IN ACCESS EXCLUSIVE MODE;
ROLLBACK TO a;
LOCK TABLE orders IN SHARE MODE;
ROLLBACK TO a;
UPDATE orders SET total = 1 WHERE total IS NULL; -- want unbatched-backfill: updates every row of `orders` that matches
COMMIT;
