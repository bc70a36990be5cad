-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE, body text);
CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint REFERENCES users, body text);
CREATE INDEX ON posts (user_id);
CREATE INDEX ON logins (user_id);
-- migration: 2_asked.sql
DELETE FROM users WHERE id = 2 AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.user_id = users.id);
-- migration: 3_first.sql
DELETE FROM posts WHERE user_id = 1 AND id < 5;
DELETE FROM users WHERE id = 1;
-- migration: 4_moved.sql
UPDATE posts SET user_id = 2 WHERE id = 7;
DELETE FROM users WHERE id = 1;
-- migration: 5_triggers.sql
SET session_replication_role = replica;
DELETE FROM users WHERE id = 1;
-- migration: 6_new.sql
CREATE TABLE roles (id bigint PRIMARY KEY);
CREATE TABLE grants (id bigint PRIMARY KEY, role_id bigint REFERENCES roles ON DELETE CASCADE, what text);
DELETE FROM roles WHERE id = 1;
