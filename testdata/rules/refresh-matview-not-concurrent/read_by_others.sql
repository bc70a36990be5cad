-- migration: 1_totals.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, amount numeric);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS amount FROM orders GROUP BY day;
-- migration: 2_column.sql
ALTER TABLE orders ADD COLUMN currency text;
REFRESH MATERIALIZED VIEW totals; -- want refresh-matview-not-concurrent: blocks every read of `totals` while its query runs
