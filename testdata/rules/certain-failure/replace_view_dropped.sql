-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE VIEW v AS SELECT id, state, note FROM orders;
CREATE TABLE t (id bigint);
-- migration: 2_view.sql
CREATE OR REPLACE VIEW v AS SELECT id, state FROM orders; -- want certain-failure: fails: cannot drop columns from view
CREATE OR REPLACE VIEW t AS SELECT id FROM orders; -- want certain-failure: "t" is not a view
