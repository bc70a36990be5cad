-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_extra.sql
ALTER TABLE orders ADD COLUMN extra text;
UPDATE orders SET extra = upper(note); -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders` while its rows are updated
