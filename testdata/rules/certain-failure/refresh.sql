-- migration: 1_views.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, amount numeric);
CREATE MATERIALIZED VIEW by_day AS SELECT day, sum(amount) AS amount FROM orders GROUP BY day;
CREATE UNIQUE INDEX by_day_recent ON by_day (day) WHERE amount > 0;
CREATE MATERIALIZED VIEW by_id AS SELECT id FROM orders WITH NO DATA;
CREATE UNIQUE INDEX by_id_key ON by_id (id);
-- migration: 2_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY by_day; -- want certain-failure: cannot refresh materialized view
-- migration: 3_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY by_id; -- want certain-failure: is not populated
-- migration: 4_refresh.sql
REFRESH MATERIALIZED VIEW by_id;
-- migration: 5_refresh.sql
REFRESH MATERIALIZED VIEW CONCURRENTLY by_id;
