-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
CREATE VIEW recent_notes AS SELECT id, body FROM notes;
CREATE VIEW dropped_notes AS SELECT id, body FROM notes;
-- migration: 2_invoker.sql
ALTER VIEW recent_notes SET (security_invoker = on);
DROP VIEW dropped_notes;
