-- migration: 20230105100000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, kind text);
-- migration: 20240105100000_kinds.sql
CREATE TEMP TABLE found AS SELECT DISTINCT kind FROM orders;
CREATE TABLE scratch (id bigint, junk text);
ALTER TABLE scratch DROP COLUMN junk;
DROP TABLE found;
DROP TABLE scratch;
