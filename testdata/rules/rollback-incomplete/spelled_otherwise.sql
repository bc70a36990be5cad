-- config: layout = "golang-migrate"
-- migration: 1_builds.up.sql
CREATE TABLE builds (
    id bigint PRIMARY KEY,
    built timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    seen timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    size numeric(78),
    cost numeric(10, 2)
);
-- migration: 1_builds.down.sql
DROP TABLE builds;
-- migration: 2_no_default.up.sql
ALTER TABLE builds ALTER COLUMN built DROP DEFAULT;
-- migration: 2_no_default.down.sql
ALTER TABLE builds ALTER COLUMN built SET DEFAULT now();
-- migration: 3_again.up.sql
ALTER TABLE builds ALTER COLUMN seen DROP DEFAULT;
-- migration: 3_again.down.sql
ALTER TABLE builds ALTER COLUMN seen SET DEFAULT clock_timestamp(); -- want rollback-incomplete: has default clock_timestamp() instead of
-- migration: 4_total.up.sql
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(*), 1 FROM builds;
$$;
CREATE VIEW seen_builds AS SELECT id FROM builds;
-- migration: 4_total.down.sql
DROP VIEW seen_builds;
DROP FUNCTION total();
-- migration: 5_total.up.sql
CREATE OR REPLACE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT 2 $$;
DROP VIEW seen_builds;
CREATE VIEW seen_builds WITH (security_invoker = true) AS SELECT id FROM builds;
-- migration: 5_total.down.sql
CREATE OR REPLACE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$
SELECT count(*),1
    FROM builds;
$$;
ALTER VIEW seen_builds SET (security_invoker = false);
-- migration: 6_total.up.sql
CREATE OR REPLACE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT 3 $$;
-- migration: 6_total.down.sql
CREATE OR REPLACE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT 4 $$; -- want rollback-incomplete: has another body
-- migration: 7_size.up.sql
ALTER TABLE builds DROP COLUMN size;
-- migration: 7_size.down.sql
ALTER TABLE builds ADD COLUMN size numeric(78, 0);
-- migration: 8_cost.up.sql
ALTER TABLE builds DROP COLUMN cost;
-- migration: 8_cost.down.sql
ALTER TABLE builds ADD COLUMN cost numeric(10); -- want rollback-incomplete: has type numeric(10) instead of numeric(10, 2)
