-- A view that is made again is spoken of where it was made last.
-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
CREATE VIEW recent_notes AS SELECT id FROM notes;
-- migration: 2_body.sql
CREATE OR REPLACE VIEW recent_notes AS SELECT id, body FROM notes; -- want security-definer-view: `recent_notes` shows whoever reads it rows of `notes`
