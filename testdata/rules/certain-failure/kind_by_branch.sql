-- Which of two kinds it is depends on the branch that made it.
-- migration: 001_a.sql
DO $$ BEGIN
  IF current_setting('server_version_num')::int >= 190000 THEN CREATE VIEW v AS SELECT 1 AS a;
  ELSE CREATE MATERIALIZED VIEW v AS SELECT 1 AS a;
  END IF;
END $$;
CREATE TABLE plain (a int);
-- migration: 002_b.sql
DROP MATERIALIZED VIEW v;
DROP VIEW plain; -- want certain-failure: "plain" is not a view
