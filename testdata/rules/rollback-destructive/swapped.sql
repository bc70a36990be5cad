-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_swap.up.sql
ALTER TABLE orders RENAME TO orders_old;
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
-- migration: 2_swap.down.sql
DROP TABLE orders;
ALTER TABLE orders_old RENAME TO orders;
