-- config: pg-version = 15
-- migration: 1_functions.sql
CREATE FUNCTION json_value(value text) RETURNS text LANGUAGE sql AS $$ SELECT value $$; -- want syntax-error: cannot be read from PostgreSQL 17 on: `json_value` is a keyword there
CREATE FUNCTION setup(IN json text, OUT name text) LANGUAGE sql AS $$ SELECT json $$; -- want syntax-error: `json` is a keyword there
-- migration: 2_table.sql
CREATE FUNCTION found(dist text) RETURNS TABLE (
    tag text,
    json text -- want syntax-error: `json` is a keyword there
) LANGUAGE sql AS $$ SELECT dist, dist $$;
CREATE FUNCTION wrong(IN other text text) RETURNS text LANGUAGE sql AS $$ SELECT 1 $$; -- want syntax-error: syntax error at or near "text"
