-- The table that is altered is waited for as well as the one that the foreign key points at.
-- config: layout = "sqlx"
-- migration: 1_base.sql
CREATE TABLE schemas (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, schema_id int, CONSTRAINT orders_schema FOREIGN KEY (schema_id) REFERENCES schemas (id));
CREATE INDEX orders_schema_idx ON orders (schema_id);
-- migration: 2_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_schema; -- want require-lock-timeout: on `schemas` and `orders`, and every read and write to them -- want drop-constraint: the foreign key
