-- migration: 1_base.sql
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a FROM foo;
GRANT SELECT ON v TO app;
CREATE VIEW w AS SELECT id, a FROM foo;
GRANT SELECT ON w TO reporting;
-- migration: 2_views.sql
DROP VIEW v;
CREATE VIEW v AS SELECT id, a FROM foo;
DROP VIEW w;
CREATE VIEW w AS SELECT id, a FROM foo;
-- migration: 3_grant.sql
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporting;
