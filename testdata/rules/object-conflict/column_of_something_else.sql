-- Names that are no column of the table and mean something all the same.
-- migration: 001_t.sql
CREATE TABLE t (id int, x int, data jsonb);
CREATE TABLE o (id int, t_id int, name text);
CREATE TABLE IF NOT EXISTS perhaps (id int);
CREATE FUNCTION shown(t) RETURNS text LANGUAGE sql AS $$ SELECT 'x' $$;
CREATE FUNCTION nope() RETURNS int LANGUAGE plpgsql AS $$ DECLARE y int := 1; BEGIN UPDATE t SET x = y WHERE missing; RETURN y; END $$;
-- migration: 002_names.sql
SELECT t FROM t;
SELECT ctid, xmin, tableoid FROM t;
SELECT id AS a, count(*) AS n FROM t GROUP BY a ORDER BY n, a;
SELECT t.shown FROM t;
SELECT name FROM t, o;
SELECT e FROM t, jsonb_array_elements(data) AS e;
SELECT e.key FROM t, LATERAL jsonb_each(data) AS e WHERE key > 'a';
SELECT a, b FROM t AS s(a, b, c);
WITH w AS (SELECT id AS c FROM t ORDER BY c) SELECT c FROM w;
SELECT id AS c FROM t UNION SELECT id AS d FROM t ORDER BY c;
SELECT s.m FROM (SELECT max(id) AS m FROM t) AS s WHERE m > 1;
UPDATE t AS s SET x = 1 WHERE s IS NOT NULL;
UPDATE t SET x = o.id FROM o WHERE t_id = t.id;
UPDATE t SET x = (SELECT max(t_id) FROM o WHERE name = 'a'), data = data || '{}' WHERE EXISTS (SELECT 1 FROM o WHERE t_id = t.id);
DELETE FROM t USING o WHERE name = 'a';
DELETE FROM t WHERE id IN (SELECT t_id FROM o WHERE name = 'a');
INSERT INTO t (id, x) SELECT t_id, length(name) FROM o ON CONFLICT DO NOTHING;
CREATE POLICY p ON t USING (EXISTS (SELECT 1 FROM o WHERE t_id = t.id AND name = 'a'));
CREATE VIEW v AS SELECT name, t.id FROM t JOIN o ON t_id = t.id;
CREATE INDEX ON t ((data ->> 'nope'));
DO $$ DECLARE y int := 1; BEGIN UPDATE t SET x = y; DELETE FROM t WHERE id = y; END $$;
ALTER TABLE t ADD COLUMN g int, ADD COLUMN h int GENERATED ALWAYS AS (g) STORED;
UPDATE perhaps SET id = 1 WHERE id > 0;
