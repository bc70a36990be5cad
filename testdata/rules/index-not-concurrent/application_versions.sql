-- migration: 1_models.sql
CREATE TABLE schema_versions (id bigserial PRIMARY KEY, uuid varchar(36) NOT NULL, model text);
CREATE TABLE db_version (version text PRIMARY KEY, applied_at timestamptz);
-- migration: 2_index.sql
CREATE INDEX schema_versions_model_idx ON schema_versions (model); -- want index-not-concurrent: blocks every write to `schema_versions`
CREATE INDEX db_version_applied_at_idx ON db_version (applied_at);
