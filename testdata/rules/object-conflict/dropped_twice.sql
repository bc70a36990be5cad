-- migration: 001_sessions.sql
CREATE TABLE sessions (id uuid PRIMARY KEY, agent text);
CREATE INDEX sessions_agent_idx ON sessions (agent);
-- migration: 002_drop.sql
DROP TABLE sessions;
-- migration: 003_drop.sql
DROP INDEX sessions_agent_idx; -- want object-conflict: `sessions_agent_idx` does not exist any more
DROP TABLE sessions;
