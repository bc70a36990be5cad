-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
INSERT INTO orders VALUES (1, 'first');
-- migration: 1_shop.down.sql
DELETE FROM orders;
DROP TABLE IF EXISTS orders, carts;
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN state text, ADD COLUMN since date;
INSERT INTO orders VALUES (2, 'second');
-- migration: 2_more.down.sql
DELETE FROM orders WHERE id = 2;
ALTER TABLE orders DROP COLUMN IF EXISTS since, DROP COLUMN state, DROP COLUMN IF EXISTS never_there;
