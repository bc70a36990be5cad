-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total bigint);
CREATE TABLE totals_fast AS SELECT sum(total) AS total FROM orders;
CREATE TABLE settings (name text, value text);
CREATE FUNCTION refresh() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM totals_fast; DELETE FROM settings; RETURN NULL; END';
-- migration: 2_shop.sql
DROP TABLE totals_fast;
DROP TABLE settings; -- want drop-without-archive: destroys `settings` with its rows
CREATE TABLE totals_fast AS SELECT count(*) AS number, sum(total) AS total FROM orders;
