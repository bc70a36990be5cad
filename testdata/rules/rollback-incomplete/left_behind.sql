-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL);
CREATE INDEX orders_note ON orders (note);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN a int, ADD COLUMN b int;
CREATE INDEX orders_a ON orders (a);
-- migration: 2_more.down.sql
ALTER TABLE orders DROP COLUMN a; -- want rollback-incomplete: the column `orders.b` stays
-- migration: 3_less.up.sql
DROP INDEX orders_note;
ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;
-- migration: 3_less.down.sql
CREATE INDEX orders_note ON orders (note); -- want rollback-incomplete: the column `orders.note` has lost not null
-- migration: 4_typo.up.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 4_typo.down.sql
DROP TABLE IF EXISTS cart; -- want rollback-incomplete: the table `carts` stays
