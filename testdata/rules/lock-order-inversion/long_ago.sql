-- Neighbors that have both run long ago: what is still to run comes after them.
-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_tags.sql
ALTER TABLE customers ADD COLUMN tag text;
ALTER TABLE orders ADD COLUMN tag text;
-- migration: 3_source.sql
ALTER TABLE orders ADD COLUMN source text;
ALTER TABLE customers ADD COLUMN source text;
-- migration: 4_lines.sql
CREATE TABLE lines (id bigint PRIMARY KEY);
