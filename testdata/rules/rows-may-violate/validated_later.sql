-- config: [rules.rows-may-violate]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, team_id bigint);
CREATE TABLE teams (id bigint PRIMARY KEY);
-- migration: 2_not_valid.sql
ALTER TABLE users ADD CONSTRAINT users_team_fkey FOREIGN KEY (team_id) REFERENCES teams NOT VALID;
ALTER TABLE users ADD CONSTRAINT users_email_set CHECK (email <> '') NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE users VALIDATE CONSTRAINT users_team_fkey; -- want rows-may-violate: points at nothing in `teams`
ALTER TABLE users VALIDATE CONSTRAINT users_email_set; -- want rows-may-violate: breaks the check
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email) WHERE team_id IS NULL; -- want rows-may-violate: two rows with the same `email`
