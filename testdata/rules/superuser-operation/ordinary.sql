CREATE ROLE shop NOSUPERUSER LOGIN;
COPY countries FROM STDIN;
CREATE FUNCTION pg_read_file(name text) RETURNS text LANGUAGE sql AS $$ SELECT name $$;
SELECT pg_read_file('a');
ALTER DATABASE shop SET timezone = 'UTC';
