-- migration: 1_functions.sql
CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower(t)';
CREATE TABLE people (id bigint PRIMARY KEY, name text);
CREATE INDEX people_norm_idx ON people (norm(name));
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION norm(t text) RETURNS text LANGUAGE sql AS 'SELECT upper(t)'; -- want function-volatility-change: makes `norm` VOLATILE instead of IMMUTABLE while index `people_norm_idx`
