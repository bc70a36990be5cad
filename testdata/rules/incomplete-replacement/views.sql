-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a FROM foo;
GRANT SELECT ON v TO app;
CREATE VIEW fewer AS SELECT id, a FROM foo;
CREATE VIEW granted AS SELECT id, a FROM foo;
GRANT SELECT ON granted TO app;
CREATE VIEW nobody AS SELECT id FROM foo;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM foo;
CREATE UNIQUE INDEX ON mv (id);
GRANT SELECT ON mv TO app;
CREATE MATERIALIZED VIEW empty AS SELECT id, a FROM foo;
-- migration: 2_views.sql
DROP VIEW v;
CREATE VIEW v AS SELECT id FROM foo; -- want incomplete-replacement: `app` gets "permission denied" for `v` from here on
DROP VIEW fewer;
CREATE VIEW fewer AS SELECT id FROM foo; -- want incomplete-replacement: running code that still reads `a` of `fewer` fails from here on
DROP VIEW granted;
CREATE VIEW granted AS SELECT id, a FROM foo;
GRANT ALL ON granted TO app;
DROP VIEW nobody;
CREATE VIEW nobody AS SELECT id FROM foo;
DROP MATERIALIZED VIEW mv;
CREATE MATERIALIZED VIEW mv AS SELECT id, a FROM foo; -- want incomplete-replacement: `app` gets "permission denied" for `mv`
DROP MATERIALIZED VIEW empty;
CREATE MATERIALIZED VIEW empty AS SELECT id, a FROM foo WITH NO DATA; -- want incomplete-replacement: every query of `empty` fails until it is refreshed
