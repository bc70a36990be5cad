-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total numeric);
CREATE VIEW open_orders AS SELECT id AS order_id, state, total AS amount FROM orders WHERE state = 'open';
CREATE VIEW first_orders AS SELECT * FROM open_orders;
CREATE VIEW guarded AS SELECT * FROM orders;
CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER skip INSTEAD OF UPDATE ON guarded FOR EACH ROW EXECUTE FUNCTION skip();
-- migration: 2_view.sql
UPDATE open_orders SET amount = 0 WHERE amount IS NULL; -- want unbatched-backfill: updates every row of `orders` that the view `open_orders` shows and that matches in one transaction
-- migration: 3_view_of_view.sql
DELETE FROM first_orders WHERE amount IS NULL; -- want unbatched-backfill: deletes every row of `orders` that the view `first_orders` shows and that matches
-- migration: 4_all.sql
UPDATE first_orders SET amount = 0; -- want update-without-where: rewrites every row of `orders` that the view `first_orders` shows in one transaction
-- migration: 5_all.sql
DELETE FROM open_orders; -- want delete-without-where: deletes every row of `orders` that the view `open_orders` shows
-- migration: 6_under_lock.sql
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
UPDATE open_orders SET amount = 0 WHERE amount IS NULL; -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders`
COMMIT;
-- migration: 7_by_trigger.sql
UPDATE guarded SET total = 0 WHERE total IS NULL; -- want unbatched-backfill: updates every row of `guarded` that matches
