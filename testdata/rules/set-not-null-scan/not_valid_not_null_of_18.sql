-- config: pg-version = 18
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_pending.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_set NOT NULL note NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_state_set NOT NULL state; -- want set-not-null-scan: `state`
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN note SET NOT NULL; -- want set-not-null-scan: `note`
