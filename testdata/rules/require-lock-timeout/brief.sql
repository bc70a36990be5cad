-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
-- migration: 2_one.sql
BEGIN;
ALTER TABLE orders ADD COLUMN a text;
ALTER TABLE orders ADD COLUMN b text;
CREATE TABLE lines (id bigint PRIMARY KEY);
COMMIT;
ALTER TABLE customers ADD COLUMN a text;
-- migration: 3_each_alone.sql
ALTER TABLE orders ADD COLUMN c text;
ALTER TABLE customers ADD COLUMN c text;
