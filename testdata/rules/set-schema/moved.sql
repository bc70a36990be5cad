-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM orders;
CREATE TYPE mood AS ENUM ('good');
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_move.sql
ALTER TABLE orders SET SCHEMA shop; -- want set-schema: looks for the table `orders` in `public` fails
ALTER VIEW v SET SCHEMA shop; -- want set-schema: the view `v`
ALTER TYPE mood SET SCHEMA shop; -- want set-schema: the type `mood`
ALTER FUNCTION total() SET SCHEMA shop; -- want set-schema: the function `total`
