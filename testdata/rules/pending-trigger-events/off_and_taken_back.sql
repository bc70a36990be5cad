-- config: layout = "plain"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED);
-- migration: 2_fill.sql
BEGIN;
SET LOCAL lock_timeout = '2s';
SAVEPOINT tried;
ALTER TABLE orders DISABLE TRIGGER ALL;
ROLLBACK TO SAVEPOINT tried;
INSERT INTO orders (id, customer_id) VALUES (1, 1);
ALTER TABLE orders ADD COLUMN note text; -- want pending-trigger-events: fails
COMMIT;
