CREATE TABLE t (a int);
CREATE TABLE IF NOT EXISTS t (a int, b int);
CREATE SCHEMA app;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SEQUENCE IF NOT EXISTS t;
ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;
ALTER TABLE t ADD COLUMN IF NOT EXISTS b text;
CREATE INDEX IF NOT EXISTS t_a ON t (a);
CREATE INDEX IF NOT EXISTS t_a ON t (b);
DROP TABLE IF EXISTS missing;
ALTER TABLE IF EXISTS t DROP COLUMN IF EXISTS nothing;

-- expected:
-- column t.a: int4
-- column t.b: text
-- index t_a: on t using btree (a)
-- schema app
-- table t: (a, b)
