-- config: layout = "sqlx"
-- config: pg-version = 15
-- migration: 1_build.sql
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -- want concurrently-in-transaction: CREATE INDEX CONCURRENTLY
-- migration: 2_drop.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_note_idx; -- want concurrently-in-transaction: DROP INDEX CONCURRENTLY
-- migration: 3_reindex.sql
REINDEX TABLE CONCURRENTLY orders; -- want concurrently-in-transaction: CONCURRENTLY
-- migration: 4_detach.sql
ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY; -- want concurrently-in-transaction: DETACH
