-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_note.up.sql
ALTER TABLE orders DROP COLUMN note;
-- migration: 2_note.down.sql
-- The notes themselves are lost.
ALTER TABLE orders ADD COLUMN note text;
