-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY); -- want missing-rollback: from this migration and the 4 after it:
-- migration: 2_note.up.sql
ALTER TABLE orders ADD COLUMN note text;
-- migration: 3_nothing.up.sql
SELECT 1;
-- migration: 4_state.up.sql
ALTER TABLE orders ADD COLUMN state text;
-- migration: 5_paid.up.sql
ALTER TABLE orders ADD COLUMN paid boolean;
-- migration: 6_sent.up.sql
ALTER TABLE orders ADD COLUMN sent boolean;
-- migration: 7_kept.up.sql
ALTER TABLE orders ADD COLUMN kept boolean;
-- migration: 7_kept.down.sql
ALTER TABLE orders DROP COLUMN kept;
-- migration: 8_forgotten.up.sql
ALTER TABLE orders ADD COLUMN again boolean; -- want missing-rollback: 8_forgotten.down.sql is missing
