-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: 1_builds.sql
CREATE TABLE builds (id bigint PRIMARY KEY, build_status boolean NOT NULL DEFAULT false, "mutedAt" timestamptz);
CREATE TYPE build_status AS ENUM ('success', 'failure');
-- migration: 2_status.sql
ALTER TABLE builds ALTER COLUMN build_status DROP DEFAULT;
ALTER TABLE builds ALTER build_status TYPE build_status
    USING CASE WHEN build_status THEN 'success'::build_status ELSE CAST('failure' AS build_status) END;
-- migration: 3_muted.sql
ALTER TABLE builds ADD COLUMN muted boolean GENERATED ALWAYS AS ("mutedAt" IS NOT NULL) STORED;
