-- Both are told of, and both indexes are in the help.
-- migration: 1_base.sql
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE teams (id int PRIMARY KEY);
CREATE TABLE posts (id int PRIMARY KEY);
-- migration: 2_both.sql
ALTER TABLE posts
    ADD COLUMN author_id int REFERENCES users, -- want fk-missing-index: every DELETE of a row of `users` reads all of `posts`: no index begins with `author_id`
    ADD COLUMN team_id int REFERENCES teams;
-- migration: 3_more.sql
ALTER TABLE posts ADD COLUMN editor_id int REFERENCES users, ADD COLUMN former_team int REFERENCES teams; -- want fk-missing-index: help: CREATE INDEX CONCURRENTLY posts_editor_id_idx ON posts (editor_id);\nCREATE INDEX CONCURRENTLY posts_former_team_idx ON posts (former_team);
