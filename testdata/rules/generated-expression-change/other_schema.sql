-- Which search_path the call was written under is not known: it may be this function.
-- migration: 1_codes.sql
CREATE SCHEMA app;
CREATE FUNCTION app.is_code(code text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT code <> '' $$;
CREATE TABLE app.codes (code text, CONSTRAINT is_code CHECK (is_code(code)));
-- migration: 2_longer.sql
CREATE OR REPLACE FUNCTION app.is_code(code text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(code) > 3 $$; -- want generated-expression-change: `app.is_code`
