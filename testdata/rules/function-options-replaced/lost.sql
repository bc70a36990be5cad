-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE FUNCTION a(i bigint) RETURNS numeric LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT total FROM public.orders WHERE id = i';
CREATE FUNCTION b(i bigint) RETURNS numeric LANGUAGE plpgsql SET search_path = '' SET timezone = 'UTC' AS 'BEGIN RETURN 1; END';
CREATE FUNCTION c(i bigint) RETURNS numeric LANGUAGE plpgsql STRICT AS 'BEGIN RETURN 1; END';
CREATE FUNCTION d(i bigint) RETURNS numeric LANGUAGE plpgsql STABLE AS 'BEGIN RETURN 1; END';
CREATE FUNCTION e() RETURNS SETOF orders LANGUAGE sql STABLE AS 'SELECT * FROM orders';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION g(text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE STRICT AS 'BEGIN RETURN 1; END';
CREATE FUNCTION g(int) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
-- migration: 2_lost.sql
CREATE OR REPLACE FUNCTION a(i bigint) RETURNS numeric LANGUAGE sql AS 'SELECT total FROM public.orders WHERE id = i'; -- want function-options-replaced: `a` no longer runs with its owner's rights
CREATE OR REPLACE FUNCTION b(i bigint) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END'; -- want function-options-replaced: `b` takes `search_path` and `timezone` from its caller from the commit on, which decides what the names in its body mean
CREATE OR REPLACE FUNCTION c(i bigint) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END'; -- want function-options-replaced: `c` runs for arguments that are null too
CREATE OR REPLACE FUNCTION d(i bigint) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END'; -- want function-options-replaced: `d` is VOLATILE from the commit on, since STABLE is not written again: a query calls it for every row
CREATE OR REPLACE FUNCTION e() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders'; -- want function-options-replaced: no longer reaches into it
CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; -- want function-options-replaced: `f` no longer runs with its owner's rights
CREATE OR REPLACE FUNCTION g(text) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN 2; END'; -- want function-options-replaced: `g` runs for arguments that are null too
CREATE OR REPLACE FUNCTION g(int) RETURNS numeric LANGUAGE plpgsql AS 'BEGIN RETURN 2; END';
