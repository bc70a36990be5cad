-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_none.sql
SET statement_timeout = '10s';
ALTER TABLE orders ADD COLUMN a text;
-- migration: 3_off.sql
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN b text;
-- migration: 4_each_its_own.sql
BEGIN;
ALTER TABLE orders ADD COLUMN c text;
COMMIT;
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN d text;
COMMIT;
