-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_session.sql
SET lock_timeout = '2s';
BEGIN;
ALTER TABLE orders ADD COLUMN a text;
COMMIT;
SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY orders_a_idx ON orders (a);
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN b text;
RESET lock_timeout;
-- migration: 3_nothing_to_wait_for.sql
CREATE TABLE lines (id bigint PRIMARY KEY);
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN c text;
