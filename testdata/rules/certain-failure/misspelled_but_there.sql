-- migration: 1_types.sql
CREATE SCHEMA shop;
CREATE DOMAIN shop.interger AS integer;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_array_types.sql
ALTER TABLE orders ADD COLUMN names _varchar, ADD COLUMN amounts _numeric;
-- migration: 3_of_another_schema.sql
ALTER TABLE orders ADD COLUMN number interger;
-- migration: 4_extension.sql
CREATE EXTENSION IF NOT EXISTS orafce WITH SCHEMA shop VERSION '4.9';
-- migration: 5_of_the_extension.sql
ALTER TABLE orders ADD COLUMN name varchar2(10);
