-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE VIEW v AS SELECT id, state FROM orders;
-- migration: 2_view.sql
DROP VIEW v;
CREATE OR REPLACE VIEW v AS SELECT note FROM orders;
ALTER VIEW v RENAME COLUMN note TO remark;
CREATE OR REPLACE VIEW v AS SELECT note AS remark, id FROM orders;
