-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, number integer);
-- migration: 2_number.sql
ALTER TABLE orders ALTER COLUMN number TYPE bigserial; -- want certain-failure: fails: type "bigserial" does not exist
