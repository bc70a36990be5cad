-- config: pg-version = 18
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_pending.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_set NOT NULL note NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_set;
-- migration: 4_required.sql
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
