-- The sequence of a serial column goes with its table.
-- migration: 001_init.sql
CREATE TABLE orders (id serial PRIMARY KEY);
CREATE SEQUENCE numbers;
CREATE TABLE visits (id bigint PRIMARY KEY);
-- migration: 002_drop.sql
DROP TABLE orders;
ALTER SEQUENCE numbers RENAME TO old_numbers;
-- migration: 003_again.sql
CREATE TABLE orders (id int DEFAULT nextval('orders_id_seq'::regclass)); -- want certain-failure: relation "orders_id_seq" does not exist
-- migration: 004_set.sql
ALTER TABLE visits ALTER COLUMN id SET DEFAULT nextval('numbers'); -- want certain-failure: relation "numbers" does not exist
-- migration: 005_add.sql
ALTER TABLE visits ADD COLUMN number bigint DEFAULT nextval('public.orders_id_seq'); -- want certain-failure: relation "public.orders_id_seq" does not exist
