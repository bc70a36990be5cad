-- migration: 1_totals.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, amount numeric);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS amount FROM orders GROUP BY day WITH NO DATA;
-- migration: 2_fill.sql
REFRESH MATERIALIZED VIEW totals;
-- migration: 3_again.sql
DROP MATERIALIZED VIEW totals;
CREATE MATERIALIZED VIEW totals AS SELECT day, max(amount) AS amount FROM orders GROUP BY day WITH NO DATA;
CREATE UNIQUE INDEX totals_day_key ON totals (day);
REFRESH MATERIALIZED VIEW totals;
