-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY);
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting;
-- migration: 2_carts.sql
CREATE TABLE carts (id bigint PRIMARY KEY); -- want new-table-no-grants: `reporting` gets "permission denied" for `carts`
