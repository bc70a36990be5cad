-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, tenant integer, body text);
CREATE TABLE tags (id bigint PRIMARY KEY, tenant integer);
CREATE VIEW recent_notes AS SELECT id, body FROM notes ORDER BY id DESC LIMIT 10;
CREATE VIEW all_tags AS SELECT id FROM tags; -- want security-definer-view: rows of `tags`
-- migration: 2_rls.sql
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (tenant = current_setting('app.tenant')::integer);
ALTER TABLE tags ENABLE ROW LEVEL SECURITY;
ALTER TABLE tags FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON tags USING (tenant = current_setting('app.tenant')::integer);
-- migration: 3_backups.sql
ALTER TABLE tags NO FORCE ROW LEVEL SECURITY;
