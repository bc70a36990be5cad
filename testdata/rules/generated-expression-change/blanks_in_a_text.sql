-- migration: 1_shop.sql
CREATE FUNCTION width() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT length('a  b') $$;
CREATE TABLE orders (id bigint PRIMARY KEY, w int GENERATED ALWAYS AS (width()) STORED);
-- migration: 2_width.sql
CREATE OR REPLACE FUNCTION width() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT length('a b') $$; -- want generated-expression-change: `width`
