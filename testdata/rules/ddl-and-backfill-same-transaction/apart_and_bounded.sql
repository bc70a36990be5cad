-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_extra.sql
ALTER TABLE orders ADD COLUMN extra text;
UPDATE orders SET extra = 'x' WHERE id = 1;
-- migration: 3_backfill.sql
UPDATE orders SET extra = upper(note);
