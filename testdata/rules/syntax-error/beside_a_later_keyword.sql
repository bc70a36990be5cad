-- config: pg-version = 15
-- migration: 1_functions.sql
CREATE FUNCTION setup(IN json text, name text text) RETURNS text LANGUAGE sql AS $$ SELECT json $$; -- want syntax-error: syntax error at or near "text"
CREATE FUNCTION json_value(json text, json_query text) RETURNS text LANGUAGE sql AS $$ SELECT json $$; -- want syntax-error: `json_value` is a keyword there
-- migration: 2_rows.sql
CREATE TABLE orders (id bigint, json text);
INSERT INTO orders (id, json VALUES (1, '{}'); -- want syntax-error: syntax error at or near "VALUES"
