-- config: [rules.new-write-restriction]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, customer bigint);
-- migration: 2_restrict.sql
CREATE UNIQUE INDEX CONCURRENTLY orders_customer_key ON orders (customer); -- want new-write-restriction: repeats a key of the unique index
ALTER TABLE orders ADD CONSTRAINT orders_customer_key UNIQUE USING INDEX orders_customer_key;
