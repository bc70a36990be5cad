-- Each file is one statement, and each takes a lock that keeps readers or writers of something in use out.
-- config: [rules.require-lock-timeout]
-- config: scope = "all"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, product_id bigint, state text);
CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open';
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 02_trigger.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want require-lock-timeout: SHARE ROW EXCLUSIVE on `orders`, and every write to it
-- migration: 03_drop_trigger.sql
DROP TRIGGER touch ON orders; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 04_rule.sql
CREATE RULE keep AS ON DELETE TO orders DO INSTEAD NOTHING; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 05_policy.sql
CREATE POLICY own ON orders USING (customer_id = 1); -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 06_policy.sql
ALTER POLICY own ON orders USING (customer_id = 2); -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 07_security.sql
ALTER TABLE orders ENABLE ROW LEVEL SECURITY; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 08_view.sql
CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders WHERE state IN ('open', 'new'); -- want require-lock-timeout: ACCESS EXCLUSIVE on `open_orders`
-- migration: 09_lock.sql
LOCK TABLE orders; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 10_no_wait.sql
LOCK TABLE orders IN SHARE MODE NOWAIT;
-- migration: 11_key.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID; -- want require-lock-timeout: SHARE ROW EXCLUSIVE on `orders`
-- migration: 12_new_child.sql
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id)); -- want require-lock-timeout: SHARE ROW EXCLUSIVE on `orders`
-- migration: 13_partitions.sql
ALTER TABLE events ADD COLUMN kind text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `events`
-- migration: 14_off.sql
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN kind text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
-- migration: 15_publication.sql
CREATE PUBLICATION shop FOR TABLE orders;
