-- migration: 1_shop.sql
CREATE SCHEMA shop;
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TYPE point2 AS (x int, y int);
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE numbers;
-- migration: 2_rename.sql
ALTER SCHEMA shop RENAME TO store; -- want rename-object: names the schema `shop` fails
ALTER TYPE state RENAME TO order_state; -- want rename-object: the type `state`
ALTER TYPE point2 RENAME ATTRIBUTE x TO z; -- want rename-object: the attribute `point2.x`
ALTER FUNCTION total() RENAME TO sum_of_all; -- want rename-object: the function `total`
ALTER SEQUENCE numbers RENAME TO invoice_numbers; -- want rename-object: the sequence `numbers`
