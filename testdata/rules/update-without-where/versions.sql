-- migration: 1_shop.sql
CREATE TABLE schema_version (id serial PRIMARY KEY, major bigint NOT NULL, minor bigint NOT NULL);
CREATE TABLE schema_versions (id uuid PRIMARY KEY, document text);
-- migration: 2_stage.sql
UPDATE schema_version SET minor = 2;
UPDATE schema_versions SET document = ''; -- want update-without-where: `schema_versions`
