-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
-- migration: 2_local.sql
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN a text;
ALTER TABLE customers ADD COLUMN a text;
COMMIT;
BEGIN;
ALTER TABLE orders ADD COLUMN b text; -- want timeout-not-effective: ended with its transaction
ALTER TABLE customers ADD COLUMN b text;
COMMIT;
-- migration: 3_off.sql
SET lock_timeout = 0;
BEGIN;
ALTER TABLE orders ADD COLUMN c text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
ALTER TABLE customers ADD COLUMN c text;
COMMIT;
-- migration: 4_session.sql
SELECT set_config('lock_timeout', '2s', false);
BEGIN;
ALTER TABLE orders ADD COLUMN d text;
ALTER TABLE customers ADD COLUMN d text;
COMMIT;
