-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
COMMIT;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
BEGIN;
-- migration: 3_backfill.sql
CREATE PROCEDURE backfill() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
COMMIT;
CALL backfill();
DROP PROCEDURE backfill;
