-- migration: 1_shop.sql
CREATE TABLE hooks (id serial PRIMARY KEY);
CREATE TABLE orders (id serial PRIMARY KEY);
CREATE TABLE carts (id serial PRIMARY KEY);
-- migration: 2_text.sql
ALTER TABLE hooks ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id TYPE text;
DROP SEQUENCE hooks_id_seq;
ALTER TABLE orders ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE orders_id_seq;
ALTER TABLE orders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
ALTER TABLE carts ALTER COLUMN id DROP DEFAULT;
DROP SEQUENCE carts_id_seq; -- want drop-sequence: forgets how far `carts_id_seq` has counted
