-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_note.up.sql
ALTER TABLE orders ADD COLUMN note text;
-- migration: 2_note.down.sql
-- Down migrations from 2.x to 1.x are not available.
