-- migration: 1_shop.sql
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
CREATE TABLE users (id bigint PRIMARY KEY, team_id bigint REFERENCES teams ON DELETE SET NULL, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, body text);
CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint REFERENCES users, body text);
CREATE INDEX ON users (team_id);
CREATE INDEX ON posts (user_id);
CREATE INDEX ON logins (user_id);
-- migration: 2_delete.sql
DELETE FROM teams WHERE id = 1;
DELETE FROM users WHERE id IN (1, 2); -- want delete-cascade: also deletes the rows of `posts` that refer to those that it deletes of `users`
DELETE FROM users WHERE id = 3;
-- migration: 3_with.sql
WITH gone AS (DELETE FROM users WHERE id = 1 RETURNING id) SELECT count(*) FROM gone; -- want delete-cascade: the rows of `posts`
-- migration: 4_every_team.sql
DELETE FROM teams; -- want delete-cascade: sets `users.team_id` to null in every row that refers to a row of `teams`
INSERT INTO teams SELECT id, name FROM users;
