-- migration: 1_functions.sql
CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b() RETURNS TABLE (id bigint, name text) LANGUAGE sql AS $$ SELECT 1, '' $$;
CREATE FUNCTION c() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION a() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'; -- want certain-failure: cannot change return type
CREATE OR REPLACE FUNCTION b() RETURNS TABLE (id bigint, title text) LANGUAGE sql AS $$ SELECT 1, '' $$; -- want certain-failure: cannot change return type
CREATE OR REPLACE PROCEDURE c() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$; -- want certain-failure: cannot change routine kind
