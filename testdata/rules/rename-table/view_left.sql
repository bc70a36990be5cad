-- migration: 1_shop.sql
CREATE TABLE orders (id integer PRIMARY KEY);
-- migration: 2_rename.sql
ALTER TABLE orders RENAME TO purchases;
CREATE OR REPLACE VIEW orders AS SELECT * FROM purchases;
