-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_add.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL) NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_set;
-- migration: 4_again.sql
ALTER TABLE orders ADD COLUMN extra text;
ALTER TABLE orders VALIDATE CONSTRAINT orders_note_set;
