-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_index.up.sql
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
-- migration: 2_index.down.sql
DROP TABLE IF EXISTS orders; -- want rollback-destructive: the way back drops `orders`, which the migration did not make
