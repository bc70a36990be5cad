-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers DEFERRABLE INITIALLY DEFERRED, state text);
CREATE TABLE items (id bigint PRIMARY KEY, customer bigint REFERENCES customers);
-- migration: 2_rows.sql
INSERT INTO customers VALUES (1);
INSERT INTO items VALUES (1, 1);
ALTER TABLE items ADD COLUMN note text;
INSERT INTO orders VALUES (1, 1, 'new');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE orders ADD COLUMN note text;
