-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text, total numeric);
-- migration: 2_checks.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_not_null CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total > 0) NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_not_null;
-- migration: 4_set.sql
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT orders_note_not_null;
ALTER TABLE orders DROP CONSTRAINT orders_total_check;
ALTER TABLE orders DROP CONSTRAINT IF EXISTS never_was;
