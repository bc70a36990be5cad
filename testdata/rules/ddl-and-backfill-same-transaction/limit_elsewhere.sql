-- migration: 1_bridge.sql
CREATE TABLE deposits (id bigint PRIMARY KEY, cnt bigint);
CREATE TABLE roots (root bytea, cnt bigint);
-- migration: 2_ready.sql
BEGIN;
ALTER TABLE deposits ADD COLUMN ready boolean;
UPDATE deposits SET ready = true WHERE cnt <= (SELECT cnt FROM roots ORDER BY cnt DESC LIMIT 1); -- want ddl-and-backfill-same-transaction: while its rows are updated
COMMIT;
-- migration: 3_few.sql
BEGIN;
ALTER TABLE deposits ADD COLUMN claimed boolean;
UPDATE deposits SET claimed = true WHERE id IN (SELECT id FROM deposits ORDER BY id DESC LIMIT 10);
COMMIT;
