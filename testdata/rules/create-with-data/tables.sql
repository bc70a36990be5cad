-- config: [rules.create-with-data]
-- config: severity = "advice"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, day date, total integer);
-- migration: 2_copies.sql
CREATE TABLE orders_2024 AS SELECT * FROM orders WHERE day < '2025-01-01'; -- want create-with-data: the query of the table `orders_2024` does, which reads `orders`
SELECT day, sum(total) INTO daily FROM orders GROUP BY day; -- want create-with-data: `daily`
