-- migration: 20240110090000_shop.sql
-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL DEFAULT '');
-- migrate:down
DROP TABLE orders;
-- migration: 20240611100000_remark.sql
-- migrate:up
ALTER TABLE orders RENAME COLUMN note TO remark;
-- migrate:down
ALTER TABLE orders RENAME COLUMN remark TO note;
