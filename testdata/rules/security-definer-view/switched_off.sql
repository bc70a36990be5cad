-- Who writes that the view reads with its owner's rights has chosen it.
-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
CREATE OR REPLACE VIEW recent_notes WITH (security_invoker = off) AS SELECT id, body FROM notes;
CREATE VIEW all_notes WITH (security_invoker = false) AS SELECT count(*) FROM notes;
