-- config: [rules.rows-may-violate]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer, team_id bigint);
CREATE TABLE teams (id bigint PRIMARY KEY);
-- migration: 2_constraints.sql
ALTER TABLE users ALTER COLUMN email SET NOT NULL; -- want rows-may-violate: fails if `users` has a row without `email`
ALTER TABLE users ADD CONSTRAINT users_age_sane CHECK (age BETWEEN 0 AND 200); -- want rows-may-violate: a row that breaks the check
ALTER TABLE users ADD CONSTRAINT users_team_fkey FOREIGN KEY (team_id) REFERENCES teams (id); -- want rows-may-violate: a row that points at nothing in `teams`
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email, team_id); -- want rows-may-violate: two rows with the same `email` and `team_id`
