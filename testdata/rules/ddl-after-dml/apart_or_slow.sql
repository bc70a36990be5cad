-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
UPDATE orders SET state = 'open' WHERE id = 1;
ALTER TABLE orders ADD COLUMN note text;
BEGIN;
UPDATE orders SET state = 'open' WHERE id = 1;
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want set-not-null-scan: orders
COMMIT;
CREATE TABLE fresh (id bigint);
