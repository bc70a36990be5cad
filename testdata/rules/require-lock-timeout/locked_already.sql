-- config: layout = "sqlx"
-- The first statement has locked all three, since foreign keys join them: the others wait for nothing.
-- migration: 1_shop.sql
CREATE TABLE customers (id varchar(20) PRIMARY KEY, name varchar(20));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id varchar(20) REFERENCES customers (id));
CREATE TABLE carts (id bigint PRIMARY KEY, customer_id varchar(20) REFERENCES customers (id));
-- migration: 2_longer.sql
ALTER TABLE customers ALTER COLUMN id TYPE varchar(40);
ALTER TABLE customers ALTER COLUMN name TYPE varchar(40);
ALTER TABLE orders ALTER COLUMN customer_id TYPE varchar(40);
ALTER TABLE carts ALTER COLUMN customer_id TYPE varchar(40);
