-- migration: 1_sessions.sql
CREATE TABLE sessions (id text PRIMARY KEY, project text NOT NULL);
CREATE TABLE teams (project_id text NOT NULL, team text NOT NULL, CONSTRAINT project_team_pkey PRIMARY KEY (project_id, team));
-- migration: 2_keys.sql
ALTER TABLE sessions DROP CONSTRAINT sessions_pkey, ADD CONSTRAINT sessions_pkey PRIMARY KEY (id, project); -- want add-primary-key-without-index: while its primary key's index is built
-- migration: 3_names.sql
ALTER TABLE teams RENAME COLUMN project_id TO workspace_id;
ALTER TABLE teams DROP CONSTRAINT project_team_pkey;
ALTER TABLE teams ADD CONSTRAINT workspace_team_pkey PRIMARY KEY (workspace_id, team); -- want add-primary-key-without-index: while its primary key's index is built
