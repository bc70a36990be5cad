-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
CREATE INDEX orders_note_idx ON orders (note);
ALTER TABLE orders ALTER COLUMN note SET DEFAULT ''; -- want lock-upgrade-in-transaction: waits for ACCESS EXCLUSIVE on `orders` while the transaction already keeps its writers waiting
ALTER TABLE orders ADD COLUMN remark text;
