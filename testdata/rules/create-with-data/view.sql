-- config: [rules.create-with-data]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, total integer);
CREATE TABLE days (day date PRIMARY KEY);
-- migration: 2_view.sql
CREATE MATERIALIZED VIEW IF NOT EXISTS daily AS -- want create-with-data: the query of the materialized view `daily` does, which reads `days` and `orders`
    SELECT days.day, sum(total) FROM days LEFT JOIN orders USING (day) GROUP BY 1;
