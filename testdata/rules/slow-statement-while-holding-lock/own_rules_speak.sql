-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_all.sql
ALTER TABLE orders ADD COLUMN extra text;
UPDATE orders SET extra = 'x';
CREATE INDEX orders_extra_idx ON orders (extra);
