-- migration: 1_totals.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, amount numeric);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS amount FROM orders GROUP BY day;
-- migration: 2_empty.sql
REFRESH MATERIALIZED VIEW totals WITH NO DATA; -- want refresh-matview-not-concurrent: empties `totals`: every query of it fails
-- migration: 3_for_good.sql
REFRESH MATERIALIZED VIEW totals;
REFRESH MATERIALIZED VIEW totals WITH NO DATA;
DROP MATERIALIZED VIEW totals;
