-- Most set the path for themselves, and what does not is written for any.
-- config: layout = "sqlx"
-- migration: 1_orders.sql
SET search_path = shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_notes.sql
SET search_path = shop;
CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 3_carts.sql
SET search_path = shop;
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 4_state.sql
ALTER TABLE shop.carts ADD COLUMN state text;
UPDATE shop.carts SET state = 'open' WHERE id = 1;
