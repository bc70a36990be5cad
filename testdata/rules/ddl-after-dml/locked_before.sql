-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE items (id bigint PRIMARY KEY);
-- migration: 2_state.sql
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET note = '' WHERE id = 1;
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
UPDATE items SET id = 3 WHERE id = 2;
