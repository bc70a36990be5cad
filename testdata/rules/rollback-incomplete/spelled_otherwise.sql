-- config: layout = "golang-migrate"
-- migration: 1_builds.up.sql
CREATE TABLE builds (
    id bigint PRIMARY KEY,
    built timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    seen timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
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
