-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE codes (code text PRIMARY KEY);
INSERT INTO codes VALUES ('a');
-- migration: 1_shop.down.sql
DROP TABLE orders, codes;
-- migration: 2_order.up.sql
ALTER TABLE orders ADD COLUMN state text;
TRUNCATE codes;
INSERT INTO codes VALUES ('A'), ('B');
-- migration: 2_order.down.sql
ALTER TABLE orders DROP COLUMN state;
ALTER TABLE orders ADD COLUMN note_new text;
UPDATE orders SET note_new = note;
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders RENAME COLUMN note_new TO note;
TRUNCATE codes;
INSERT INTO codes VALUES ('a');
