-- migration: 001_note.sql
ALTER TABLE sessions ADD COLUMN agent text;
-- migration: 002_drop.sql
DROP TABLE sessions;
-- migration: 003_sessions.sql
CREATE TABLE sessions (id uuid PRIMARY KEY, agent text);
