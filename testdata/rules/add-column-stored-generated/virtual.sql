-- config: pg-version = 18
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_length.sql
ALTER TABLE orders ADD COLUMN length integer GENERATED ALWAYS AS (char_length(note)) VIRTUAL;
