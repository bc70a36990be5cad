-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, published timestamptz, updated timestamptz, note text);
CREATE TABLE carts (id bigint PRIMARY KEY, published timestamptz);
CREATE TABLE customers (id bigint PRIMARY KEY, updated timestamptz, name text);
CREATE TABLE refunds (id bigint PRIMARY KEY, reason text);
-- migration: 2_at.sql
ALTER TABLE carts RENAME COLUMN published TO published_at; -- want rename-column: `carts.published`, `customers.updated`, `orders.published` and 2 more fails
ALTER TABLE customers RENAME COLUMN updated TO updated_at;
ALTER TABLE orders RENAME COLUMN published TO published_at;
ALTER TABLE orders RENAME COLUMN updated TO updated_at;
ALTER TABLE customers RENAME COLUMN name TO full_name;
ALTER TABLE refunds RENAME COLUMN reason TO why; -- want rename-column: still reads or writes `refunds.reason` fails
