-- migration: go.mod
require github.com/gobuffalo/pop/v6 v6.1.1
-- migration: migrations/20240101000000_orders.up.fizz
sql("select 1")
-- migration: migrations/20240102000000_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/20240103000000_index.up.sql
CREATE INDEX orders_note_idx ON orders (note);
