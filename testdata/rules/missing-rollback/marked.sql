-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_drop.up.sql
ALTER TABLE orders DROP COLUMN note;
-- migration: 2_drop.down.sql
-- Irreversible: the notes are gone.
-- migration: 3_data.up.sql
-- forward only
UPDATE orders SET id = id + 1;
