-- The name says already that there is no transaction, and the file is still one message.
-- config: layout = "popx"
-- migration: 20240101000000000001_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text, b text);
CREATE INDEX orders_a ON orders (a);
CREATE INDEX orders_b ON orders (b);
-- migration: 20240101000000000001_orders.down.sql
DROP TABLE orders;
-- migration: 20241031094100000001_unused.autocommit.up.sql
DROP INDEX orders_a; -- want drop-index-not-concurrent: help: alone in a file that opts out as this one does (popx sends a file as one message
DROP INDEX orders_b;
-- migration: 20241031094100000001_unused.autocommit.down.sql
CREATE INDEX orders_a ON orders (a);
