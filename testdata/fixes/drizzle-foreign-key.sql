-- migration: drizzle/meta/_journal.json
{"version":"7","dialect":"postgresql","entries":[{"idx":0,"version":"7","when":1700000000000,"tag":"0000_shop","breakpoints":true},{"idx":1,"version":"7","when":1700000000001,"tag":"0001_customer","breakpoints":true}]}
-- migration: drizzle/0000_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: drizzle/0001_customer.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);
