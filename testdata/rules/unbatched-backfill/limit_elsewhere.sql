-- A LIMIT bounds the rows of a change only where it picks them by their key.
-- migration: 1_bridge.sql
CREATE TABLE deposits (id bigint PRIMARY KEY, cnt bigint, ready boolean);
CREATE TABLE roots (root bytea, cnt bigint);
-- migration: 2_ready.sql
UPDATE deposits SET ready = true WHERE cnt <= (SELECT cnt FROM roots ORDER BY cnt DESC LIMIT 1); -- want unbatched-backfill: updates every row of `deposits` that matches
DELETE FROM deposits WHERE cnt > (SELECT cnt FROM roots LIMIT 1); -- want unbatched-backfill: deletes every row of `deposits` that matches
UPDATE deposits SET ready = true WHERE cnt <= (SELECT cnt FROM roots WHERE root = (SELECT root FROM roots LIMIT 1)); -- want unbatched-backfill: `deposits`
UPDATE deposits SET ready = true FROM (SELECT cnt FROM roots LIMIT 1) last WHERE deposits.cnt <= last.cnt; -- want unbatched-backfill: `deposits`
WITH last AS (SELECT cnt FROM roots LIMIT 1) DELETE FROM deposits USING last WHERE deposits.cnt > last.cnt; -- want unbatched-backfill: `deposits`
UPDATE deposits SET ready = true WHERE EXISTS (SELECT 1 FROM roots WHERE roots.cnt = deposits.cnt LIMIT 1); -- want unbatched-backfill: `deposits`
UPDATE deposits SET ready = true WHERE ready IS NULL AND id IN (SELECT id FROM deposits WHERE ready IS NULL LIMIT 500);
UPDATE deposits SET ready = true WHERE id = (SELECT id FROM deposits WHERE ready IS NULL LIMIT 1);
UPDATE deposits d SET ready = true WHERE (d.id, d.cnt) IN (SELECT id, cnt FROM deposits WHERE ready IS NULL LIMIT 500);
WITH some AS (SELECT id FROM deposits WHERE ready IS NULL LIMIT 500) UPDATE deposits SET ready = true FROM some WHERE deposits.id = some.id;
WITH some AS (SELECT id FROM deposits WHERE ready IS NULL LIMIT 500) DELETE FROM deposits WHERE id IN (SELECT id FROM some);
