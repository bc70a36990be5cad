-- config: layout = "golang-migrate"
-- migration: main:1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: main:1_orders.down.sql
DROP TABLE orders;
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, -- want edited-migration: does not run it again
    state text);
-- migration: 1_orders.down.sql
DROP TABLE orders;
