-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW a AS SELECT id FROM orders;
CREATE VIEW b AS SELECT id FROM orders;
CREATE MATERIALIZED VIEW totals AS SELECT state, count(*) FROM orders GROUP BY state;
-- migration: 2_again.sql
DROP VIEW a;
CREATE VIEW a AS SELECT id, state FROM orders;
CREATE VIEW b_new AS SELECT id, state FROM orders;
DROP VIEW b;
ALTER VIEW b_new RENAME TO b;
DROP MATERIALIZED VIEW totals;
CREATE VIEW totals AS SELECT state, count(*) FROM orders GROUP BY state;
