-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: migrations/20250101000000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, event_id bigint, ref text UNIQUE, state text, tries bigint, seen timestamptz);
-- migration: migrations/20250102000000_states.sql
UPDATE orders SET state = 'final' WHERE event_id IS NOT NULL;
-- migration: migrations/20250103000000_tries.sql
UPDATE orders SET tries = tries + 1 WHERE event_id IS NOT NULL;
-- migration: migrations/20250104000000_seen.sql
UPDATE orders SET seen = now() WHERE event_id IS NOT NULL OR state = 'open';
-- migration: migrations/20250105000000_both.sql
UPDATE orders SET state = 'open', tries = 0 WHERE event_id IS NULL;
-- migration: migrations/20250106000000_open.sql
UPDATE orders SET state = 'open' WHERE state = 'new';
-- migration: migrations/20250108000000_ref.sql
ALTER TABLE orders ALTER COLUMN ref TYPE uuid USING ref::uuid;
-- migration: migrations/20250109000000_key.sql
ALTER TABLE orders ADD COLUMN hash text GENERATED ALWAYS AS (md5(state)) STORED UNIQUE;
