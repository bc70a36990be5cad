-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD CONSTRAINT orders_state_set CHECK (state IS NOT NULL OR note IS NOT NULL);
-- migration: 2_pending.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL) NOT VALID;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want set-not-null-scan: `state`
ALTER TABLE orders ALTER COLUMN note SET NOT NULL; -- want set-not-null-scan: `note`
