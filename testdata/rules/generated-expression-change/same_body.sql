-- migration: 1_shop.sql
CREATE FUNCTION is_code(value text) RETURNS boolean LANGUAGE sql AS $$ SELECT value ~ '^[a-z]+$' $$;
CREATE FUNCTION is_name(value text) RETURNS boolean LANGUAGE sql AS $$ SELECT value <> '' $$;
CREATE TABLE items (id bigint PRIMARY KEY, code text CONSTRAINT known_code CHECK (is_code(code)), name text CHECK (is_name(name)));
-- migration: 2_immutable.sql
CREATE OR REPLACE FUNCTION is_code(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT value ~ '^[a-z]+$'
$$;
CREATE OR REPLACE FUNCTION is_name(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value > '' $$; -- want generated-expression-change: what `is_name` computed before stays
