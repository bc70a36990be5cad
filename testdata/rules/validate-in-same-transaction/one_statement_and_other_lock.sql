-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_one.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT orders_note_set; -- want validate-in-same-transaction: the statement itself holds
-- migration: 3_add.sql
ALTER TABLE orders ADD CONSTRAINT orders_state_set CHECK (state IS NOT NULL) NOT VALID;
-- migration: 4_other_lock.sql
BEGIN;
ALTER TABLE orders ADD COLUMN extra text;
ALTER TABLE orders VALIDATE CONSTRAINT orders_state_set; -- want validate-in-same-transaction: blocks every read and write to `orders`
COMMIT;
