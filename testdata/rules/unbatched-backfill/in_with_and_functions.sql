-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE old_orders (id bigint, note text);
CREATE FUNCTION fill_notes() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET note = 'x'; END $$;
CREATE FUNCTION fill_one(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET note = 'x' WHERE id = wanted; END $$;
CREATE FUNCTION fill_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM fill_notes(); END $$;
CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders WHERE note IS NULL; END $$;
-- migration: 2_with.sql
WITH changed AS (UPDATE orders SET note = 'x' RETURNING id) SELECT count(*) FROM changed; -- want unbatched-backfill: updates every row of `orders` in one transaction
WITH moved AS (DELETE FROM orders RETURNING *) INSERT INTO old_orders SELECT * FROM moved; -- want unbatched-backfill: deletes every row of `orders` in one transaction
WITH few AS (SELECT id FROM orders LIMIT 10), changed AS (UPDATE orders SET note = 'x' FROM few WHERE few.id = orders.id RETURNING 1) SELECT 1;
-- migration: 3_calls.sql
SELECT fill_notes(); -- want unbatched-backfill: the call of `fill_notes` updates every row of `orders`
SELECT * FROM fill_all(); -- want unbatched-backfill: the call of `fill_all` updates every row of `orders`
CALL tidy(); -- want unbatched-backfill: the call of `tidy` deletes every row of `orders` that matches
DO $$ BEGIN PERFORM fill_notes(); END $$; -- want unbatched-backfill: the call of `fill_notes`
