-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE items (id bigint PRIMARY KEY);
COMMIT;
-- migration: 1_shop.down.sql
BEGIN;
DROP TABLE items;
DROP TABLE orders;
COMMIT;
