-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, body text);
CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, body text);
CREATE INDEX ON posts (user_id);
CREATE INDEX ON logins (user_id);
-- migration: 2_delete.sql
DELETE FROM users WHERE id = 1 AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.user_id = users.id); -- want delete-cascade: also deletes the rows of `logins` that refer
DELETE FROM users WHERE id = 2; -- want delete-cascade: the rows of `posts` and `logins` that refer
DELETE FROM users WHERE id = 3;
