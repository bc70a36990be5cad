-- config: layout = "sqlx"
-- migration: 1_orders.sql
SET search_path = shop; -- want session-setting-leak: `search_path` is never set back
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_notes.sql
SET search_path = shop;
CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 3_carts.sql
SET search_path = shop;
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 4_state.sql
UPDATE carts SET state = 'open' WHERE id = 1;
