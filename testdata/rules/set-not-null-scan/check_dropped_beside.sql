-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL);
-- migration: 2_required.sql
ALTER TABLE orders ALTER COLUMN note SET NOT NULL, DROP CONSTRAINT orders_note_set; -- want set-not-null-scan: `note`
