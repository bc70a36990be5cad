-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text, total numeric);
CREATE TABLE totals (id bigint PRIMARY KEY, customer_id bigint, total numeric);
CREATE TABLE counts (what text PRIMARY KEY, n bigint);
-- migration: 2_itself.sql
INSERT INTO orders (id, state) SELECT id, 'open' FROM orders ON CONFLICT (id) DO UPDATE SET state = excluded.state; -- want unbatched-backfill: writes a row of `orders` for every row that it finds in `orders`, all of them in one transaction
-- migration: 3_other.sql
INSERT INTO totals SELECT customer_id, sum(total) FROM orders WHERE state <> 'void' GROUP BY customer_id ON CONFLICT (id) DO UPDATE SET total = excluded.total; -- want unbatched-backfill: writes a row of `totals` for every row that it finds in `orders`
-- migration: 4_merge.sql
MERGE INTO totals t USING orders o ON t.id = o.id WHEN MATCHED THEN UPDATE SET total = o.total; -- want unbatched-backfill: changes a row of `totals` for every row that it finds in `orders`
-- migration: 5_with.sql
WITH written AS (INSERT INTO totals SELECT id, customer_id, total FROM orders ON CONFLICT (id) DO UPDATE SET total = 0 RETURNING id) SELECT count(*) FROM written; -- want unbatched-backfill: writes a row of `totals`
-- migration: 6_function.sql
CREATE FUNCTION refill() RETURNS void LANGUAGE sql AS 'INSERT INTO totals SELECT id, customer_id, total FROM orders ON CONFLICT (id) DO UPDATE SET total = excluded.total';
-- migration: 7_call.sql
SELECT refill(); -- want unbatched-backfill: the call of `refill` writes a row of `totals`
-- migration: 8_loop.sql
DO $$ BEGIN
    WHILE EXISTS (SELECT 1 FROM orders WHERE state IS NULL) LOOP
        MERGE INTO totals t USING (SELECT * FROM orders WHERE state IS NULL LIMIT 1000) o ON t.id = o.id WHEN MATCHED THEN DELETE; -- want unbatched-backfill: changes a row of `totals`
    END LOOP;
END $$;
