-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE customer (id bigint PRIMARY KEY);
DROP TABLE customer;
-- migration: 2_drop.sql
DROP TABLE IF EXISTS customer;
DROP VIEW IF EXISTS customer_list;
CREATE VIEW customer_list AS SELECT id FROM customers;
DROP VIEW IF EXISTS customers_list;
CREATE VIEW customers_list AS SELECT id FROM customers;
