-- The defaults serve old callers only where the new list goes on from the old one.
-- migration: 1_functions.sql
CREATE FUNCTION push(t text, j json DEFAULT NULL, id text DEFAULT NULL, state text DEFAULT 'new') RETURNS text LANGUAGE sql AS 'SELECT id';
CREATE FUNCTION pull(t text, n int) RETURNS text LANGUAGE sql AS 'SELECT t';
CREATE FUNCTION peek(t text, n int DEFAULT 1) RETURNS text LANGUAGE sql AS 'SELECT t';
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION push(t text, j json DEFAULT NULL, state text DEFAULT 'new') RETURNS text LANGUAGE sql AS 'SELECT state'; -- want function-overload-ambiguous: help: drop the old one in the same transaction, and change with it every call that passes more than the first 2 arguments: what it passes there goes to other parameters, some of it without an error, or to none:\nDROP FUNCTION push(text, json, text, text);
CREATE FUNCTION pull(t text, n int, state text DEFAULT 'new') RETURNS text LANGUAGE sql AS 'SELECT t'; -- want function-overload-ambiguous: help: drop the old one in the same transaction; the defaults serve its callers:\nDROP FUNCTION pull(text, integer);
CREATE FUNCTION peek(t text) RETURNS text LANGUAGE sql AS 'SELECT t'; -- want function-overload-ambiguous: help: that passes more than the first argument:
