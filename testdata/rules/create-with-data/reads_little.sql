-- config: [rules.create-with-data]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, total integer);
-- migration: 2_constant.sql
CREATE TABLE months AS SELECT generate_series(1, 12) AS month;
CREATE TABLE sample AS SELECT * FROM orders LIMIT 100;
CREATE VIEW daily AS SELECT day, sum(total) FROM orders GROUP BY day;
