-- config: pg-version = 15
CREATE TABLE t (id int);
CREATE TABLE n AS SELECT max(id) FROM (SELECT * FROM t); -- want version-mismatch-syntax: PostgreSQL 15 refuses a subquery in FROM without a name, which came with PostgreSQL 16
CREATE VIEW v AS SELECT * FROM (SELECT 1 AS a); -- want version-mismatch-syntax: a subquery in FROM without a name
INSERT INTO t SELECT * FROM (VALUES (1)); -- want version-mismatch-syntax: a subquery in FROM without a name
SELECT * FROM t WHERE id IN (SELECT a FROM (SELECT 1 AS a)); -- want version-mismatch-syntax: a subquery in FROM without a name
WITH w AS (SELECT * FROM (SELECT 1 AS a)) SELECT * FROM w; -- want version-mismatch-syntax: a subquery in FROM without a name
UPDATE t SET id = 1 FROM (SELECT 2); -- want version-mismatch-syntax: a subquery in FROM without a name
DELETE FROM t USING LATERAL (SELECT 3); -- want version-mismatch-syntax: a subquery in FROM without a name
SELECT * FROM (SELECT 1 AS a) AS s, LATERAL (SELECT 2 AS b) l, (VALUES (1)) v (x), (t CROSS JOIN n);
