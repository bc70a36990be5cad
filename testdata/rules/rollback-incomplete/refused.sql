-- config: layout = "golang-migrate"
-- migration: 1_flows.up.sql
CREATE TABLE flows (id bigint PRIMARY KEY, archived_at timestamptz, slug text);
CREATE VIEW slugs AS SELECT id, slug FROM flows;
-- migration: 1_flows.down.sql
DROP VIEW slugs;
DROP TABLE flows;
-- migration: 2_trigger.up.sql
CREATE FUNCTION delete_pinned_flows() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER delete_pinned_flows AFTER UPDATE ON flows FOR EACH ROW EXECUTE FUNCTION delete_pinned_flows();
-- migration: 2_trigger.down.sql
DROP FUNCTION IF EXISTS delete_pinned_flows(); -- want rollback-incomplete: the way back fails here: cannot drop function delete_pinned_flows() because other objects depend on it
DROP TRIGGER IF EXISTS delete_pinned_flows ON flows;
-- migration: 3_view.up.sql
CREATE OR REPLACE VIEW slugs AS SELECT id, slug, archived_at FROM flows;
-- migration: 3_view.down.sql
CREATE OR REPLACE VIEW slugs AS SELECT id, slug FROM flows; -- want rollback-incomplete: the way back fails here: cannot drop columns from view
-- migration: 4_type.up.sql
ALTER TABLE flows DROP COLUMN slug CASCADE, ADD COLUMN slug varchar(80);
-- migration: 4_type.down.sql
ALTER TABLE flows DROP COLUMN slug, ADD COLUMN slug text;
CREATE VIEW slugs AS SELECT id, slug, archived_at FROM flows;
-- migration: 5_sequence.up.sql
CREATE TABLE hooks (id serial PRIMARY KEY);
-- migration: 5_sequence.down.sql
ALTER TABLE hooks ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id SET DATA TYPE text;
DROP SEQUENCE hooks_id_seq;
DROP TABLE hooks;
-- migration: 6_expiry.up.sql
ALTER TABLE flows ADD COLUMN expires_at timestamptz;
CREATE INDEX flows_expires_at_idx ON flows (expires_at) WHERE archived_at IS NULL; -- want index-not-concurrent: blocks every write to `flows`
-- migration: 6_expiry.down.sql
ALTER TABLE flows DROP COLUMN expires_at;
DROP INDEX flows_expires_at_idx; -- want rollback-incomplete: the way back fails here: `flows_expires_at_idx` does not exist any more
