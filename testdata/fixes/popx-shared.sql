-- migration: migrations/20240101000000000000_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/20240102000000000000_all.autocommit.up.sql
CREATE INDEX orders_note_idx ON orders (note);
-- migration: migrations/20240103000000000000_shared.autocommit.up.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: migrations/20240103000000000000_shared.mysql.up.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: migrations/20240103000000000000_shared.sqlite3.up.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: migrations/20240104000000000000_own.postgres.autocommit.up.sql
CREATE INDEX orders_both_idx ON orders (customer_id, note);
