-- config: [rules.create-with-data]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, total integer);
CREATE TABLE copy AS SELECT * FROM orders;
-- migration: 2_empty.sql
CREATE TABLE orders_2024 AS SELECT * FROM orders WITH NO DATA;
CREATE MATERIALIZED VIEW daily AS SELECT day, sum(total) FROM orders GROUP BY day WITH NO DATA;
CREATE TEMPORARY TABLE scratch AS SELECT id FROM orders;
