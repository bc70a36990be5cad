-- config: layout = "golang-migrate"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL, kind text NOT NULL DEFAULT '', place text);
CREATE TABLE lines (id bigint PRIMARY KEY, note text NOT NULL);
-- migration: 1_orders.down.sql
DROP TABLE lines;
DROP TABLE orders;
-- migration: 2_note.up.sql
ALTER TABLE orders DROP COLUMN note;
-- migration: 2_note.down.sql
ALTER TABLE orders ADD COLUMN note text NOT NULL; -- want rollback-incomplete: the way back fails here unless `orders` is empty: its rows would hold null in `note`, which is NOT NULL and has no default
-- migration: 3_kind.up.sql
ALTER TABLE orders DROP COLUMN kind;
ALTER TABLE orders DROP COLUMN place;
-- migration: 3_kind.down.sql
ALTER TABLE orders ADD COLUMN kind text NOT NULL DEFAULT '';
ALTER TABLE orders ADD COLUMN place text;
-- migration: 4_emptied.up.sql
ALTER TABLE lines DROP COLUMN note;
-- migration: 4_emptied.down.sql
TRUNCATE lines;
ALTER TABLE lines ADD COLUMN note text NOT NULL;
