-- migration: 1_sums.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, total numeric);
CREATE MATERIALIZED VIEW sums AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
CREATE UNIQUE INDEX sums_customer ON sums (customer);
CREATE UNIQUE INDEX sums_both ON sums (customer, total);
-- migration: 2_one_is_left.sql
DROP INDEX sums_both;
-- migration: 3_none_is_left.sql
DROP INDEX sums_customer; -- want drop-constraint: REFRESH MATERIALIZED VIEW CONCURRENTLY of `sums` fails from here on
