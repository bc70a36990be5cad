-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
BEGIN; -- want uncommitted-transaction: until then every lock is held
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
