-- A view that is made once more later: what it has lost by the end is lost where it went.
-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text, b text, c text);
CREATE VIEW v AS SELECT id, a, b, c FROM foo;
GRANT SELECT ON v TO app;
-- migration: 2_without_a.sql
DROP VIEW v;
CREATE VIEW v AS SELECT id, c FROM foo; -- want incomplete-replacement: running code that still reads `a` of `v` fails from here on
-- migration: 3_with_b.sql
DROP VIEW v;
CREATE VIEW v AS SELECT id, b FROM foo; -- want incomplete-replacement: running code that still reads `c` of `v` fails from here on
