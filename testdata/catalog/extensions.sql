CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION pg_trgm SCHEMA public;
CREATE TABLE t (id int, c citext, name text);
CREATE INDEX t_trgm ON t USING gin (name gin_trgm_ops);
DROP EXTENSION citext;
DROP EXTENSION citext CASCADE;
DROP EXTENSION pg_trgm CASCADE;
CREATE EXTENSION hstore;

-- expected:
-- column t.id: int4
-- column t.name: text
-- extension hstore
-- table t: (id, name)
