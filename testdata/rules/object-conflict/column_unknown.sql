-- A column that the table has never had, wherever a statement looks for one.
-- migration: 001_t.sql
CREATE TABLE t (id int, x int);
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 002.sql
CREATE INDEX ON t (lower(nope)); -- want object-conflict: the column `t.nope` does not exist
-- migration: 003.sql
CREATE INDEX ON t (id) WHERE nope > 1; -- want object-conflict: the column `t.nope` does not exist
-- migration: 004.sql
CREATE TRIGGER tr AFTER UPDATE OF nope ON t FOR EACH ROW EXECUTE FUNCTION tf(); -- want object-conflict: the column `t.nope` does not exist
-- migration: 005.sql
CREATE TRIGGER tr5 AFTER UPDATE ON t FOR EACH ROW WHEN (old.nope IS NULL) EXECUTE FUNCTION tf(); -- want object-conflict: the column `t.nope` does not exist
-- migration: 006.sql
CREATE POLICY p6 ON t USING (nope > 0); -- want object-conflict: the column `t.nope` does not exist
-- migration: 007.sql
CREATE VIEW v7 AS SELECT nope FROM t; -- want object-conflict: the column `t.nope` does not exist
-- migration: 008.sql
CREATE MATERIALIZED VIEW v8 AS SELECT id FROM t AS of WHERE of.nope > 1; -- want object-conflict: the column `t.nope` does not exist
-- migration: 009.sql
ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (nope) STORED; -- want object-conflict: the column `t.nope` does not exist
-- migration: 010.sql
CREATE STATISTICS st10 ON id, nope FROM t; -- want object-conflict: the column `t.nope` does not exist
-- migration: 011.sql
COMMENT ON COLUMN t.nope IS 'x'; -- want object-conflict: the column `t.nope` does not exist
-- migration: 012.sql
GRANT SELECT (id, nope2) ON t TO CURRENT_USER; -- want object-conflict: the column `t.nope2` does not exist
-- migration: 013.sql
CREATE PUBLICATION pu FOR TABLE t (nope2); -- want object-conflict: the column `t.nope2` does not exist
-- migration: 014.sql
ANALYZE t (nope3); -- want object-conflict: the column `t.nope3` does not exist
-- migration: 015.sql
UPDATE t SET nope3 = 1; -- want object-conflict: the column `t.nope3` does not exist
-- migration: 016.sql
UPDATE t SET x = 1 WHERE nope3 > 0; -- want object-conflict: the column `t.nope3` does not exist
-- migration: 017.sql
DELETE FROM t AS d WHERE d.nope3 = 1 OR id IN (SELECT other FROM elsewhere); -- want object-conflict: the column `t.nope3` does not exist
-- migration: 018.sql
INSERT INTO t (id, nope3) VALUES (1, 2); -- want object-conflict: the column `t.nope3` does not exist
-- migration: 019.sql
SELECT count(*) FROM t GROUP BY nope3; -- want object-conflict: the column `t.nope3` does not exist
-- migration: 020.sql
ALTER TABLE t RENAME COLUMN nope4 TO y; -- want object-conflict: the column `t.nope4` does not exist
