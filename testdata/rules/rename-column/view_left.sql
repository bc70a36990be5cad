-- migration: 1_shop.sql
CREATE TABLE orders (id integer PRIMARY KEY, note text);
-- migration: 2_rename.sql
ALTER TABLE orders RENAME COLUMN note TO remark;
ALTER TABLE orders RENAME TO purchases;
CREATE VIEW orders AS SELECT id, remark AS note FROM purchases;
