-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_rows.sql
SET lock_timeout = '10s';
SET statement_timeout = '2s';
INSERT INTO orders (id) VALUES (1);
CREATE TABLE lines (id bigint PRIMARY KEY);
