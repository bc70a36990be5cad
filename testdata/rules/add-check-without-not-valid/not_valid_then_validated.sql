-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_check.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_short CHECK (char_length(note) < 1000) NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_short;
