-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
-- migration: 2_columns.sql
ALTER TABLE orders ADD COLUMN note text;
