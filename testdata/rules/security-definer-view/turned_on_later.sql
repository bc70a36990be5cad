-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
CREATE VIEW recent_notes AS SELECT id, body FROM notes ORDER BY id DESC LIMIT 10; -- want security-definer-view: `recent_notes` shows whoever reads it rows of `notes`
-- migration: 2_rls.sql
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
