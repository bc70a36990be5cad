-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_more.up.sql
ALTER TABLE orders ADD COLUMN note text;
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
-- migration: 2_more.down.sql
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE carts ALTER COLUMN note TYPE varchar(10);
DROP TABLE carts;
