-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE secrets (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY);
GRANT SELECT ON orders, customers, products TO reporting;
-- migration: 2_carts.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE internal.jobs (id bigint PRIMARY KEY);
