-- config: pg-version = 18
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
ALTER TABLE orders ADD CONSTRAINT orders_note_short CHECK (char_length(note) < 1000);
-- migration: 2_documented.sql
ALTER TABLE orders ADD CONSTRAINT orders_user_positive CHECK (user_id > 0) NOT ENFORCED;
