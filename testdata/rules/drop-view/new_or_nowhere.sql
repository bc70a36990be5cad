-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
DROP VIEW IF EXISTS never_was;
CREATE VIEW a AS SELECT id FROM orders;
DROP VIEW a;
CREATE TEMPORARY VIEW t AS SELECT id FROM orders;
-- migration: 2_refused.sql
CREATE VIEW base AS SELECT id FROM orders;
CREATE VIEW top AS SELECT id FROM base;
-- migration: 3_refused.sql
DROP VIEW base; -- want certain-failure: cannot drop view base because
