CREATE TABLE notes (id bigint PRIMARY KEY, owner text, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (owner = current_user);
CREATE OR REPLACE VIEW recent_notes WITH (security_invoker = off) AS SELECT id, body FROM notes; -- want security-definer-view:
