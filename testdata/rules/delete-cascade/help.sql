-- The condition is shown only where it means the same.
-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, body text);
CREATE INDEX ON posts (user_id);
-- migration: 2_plain.sql
DELETE FROM users WHERE id = 5; -- want delete-cascade: help: SELECT count(*) FROM posts WHERE user_id IN (SELECT id FROM users WHERE id = 5);
