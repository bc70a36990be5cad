-- A way back that fails makes nothing again.
-- config: layout = "golang-migrate"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id serial PRIMARY KEY, note text);
-- migration: 1_orders.down.sql
DROP TABLE orders;
-- migration: 2_drop.up.sql
DROP TABLE orders;
-- migration: 2_drop.down.sql
CREATE TABLE orders (id int DEFAULT nextval('orders_id_seq'::regclass), note text); -- want rollback-incomplete: the way back fails here: relation "orders_id_seq" does not exist
