-- migration: 1_totals.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, amount numeric);
CREATE MATERIALIZED VIEW totals AS SELECT day, sum(amount) AS amount FROM orders GROUP BY day;
CREATE UNIQUE INDEX totals_day_key ON totals (day);
-- migration: 2_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY totals;
