-- migration: 1_shop.sql
CREATE TABLE schema_version (id serial PRIMARY KEY, stage_one bigint NOT NULL, stage_two bigint NOT NULL);
CREATE TABLE schema_versions (id uuid PRIMARY KEY, document text);
-- migration: 2_stage.sql
UPDATE schema_version SET stage_two = 2;
UPDATE schema_versions SET document = ''; -- want update-without-where: `schema_versions`
