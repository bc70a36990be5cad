-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE versions (id bigint PRIMARY KEY);
CREATE TABLE inputs (id bigint PRIMARY KEY, version_id bigint REFERENCES versions);
CREATE TABLE outputs (id bigint PRIMARY KEY, version_id bigint REFERENCES versions, note text, state text);
INSERT INTO versions VALUES (1);
-- migration: 1_shop.down.sql
DROP TABLE outputs, inputs, versions;
-- migration: 2_index.up.sql
CREATE INDEX CONCURRENTLY inputs_version_idx ON inputs (version_id);
-- migration: 2_index.down.sql
TRUNCATE versions CASCADE; -- want rollback-destructive: empties `versions`, `inputs` and `outputs`, which the migration did not make: what was in them before is lost
-- migration: 3_index.up.sql
CREATE INDEX CONCURRENTLY outputs_version_idx ON outputs (version_id);
-- migration: 3_index.down.sql
ALTER TABLE outputs DROP COLUMN note, DROP COLUMN state; -- want rollback-destructive: drops the columns `outputs.note` and `outputs.state`
