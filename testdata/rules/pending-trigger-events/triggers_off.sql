-- migration: 1_shop.sql
CREATE TABLE places (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, place bigint REFERENCES places DEFERRABLE INITIALLY DEFERRED);
-- migration: 2_silent.sql
BEGIN;
ALTER TABLE orders DISABLE TRIGGER ALL;
UPDATE orders SET place = 1;
ALTER TABLE orders ALTER COLUMN place SET DEFAULT 1, ENABLE TRIGGER ALL;
UPDATE orders SET place = 2;
ALTER TABLE orders ALTER COLUMN place DROP DEFAULT; -- want pending-trigger-events: cannot ALTER TABLE "orders"
COMMIT;
-- migration: 3_user_only.sql
BEGIN;
ALTER TABLE orders DISABLE TRIGGER USER;
UPDATE orders SET place = 1;
ALTER TABLE orders ENABLE TRIGGER USER; -- want pending-trigger-events: cannot ALTER TABLE "orders"
COMMIT;
