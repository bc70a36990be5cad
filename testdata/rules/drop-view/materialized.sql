-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE MATERIALIZED VIEW totals AS SELECT state, count(*) FROM orders GROUP BY state;
-- migration: 2_drop.sql
DROP MATERIALIZED VIEW totals; -- want drop-view: still reads `totals`
