-- The statement is told by others, which name the tables too; where they are silent, it is told here.
-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint, body text);
CREATE TABLE likes (user_id bigint REFERENCES users ON DELETE CASCADE, post_id bigint REFERENCES posts ON DELETE CASCADE, PRIMARY KEY (user_id, post_id));
CREATE INDEX ON likes (post_id);
-- migration: 2_all.sql
DELETE FROM posts; -- want delete-without-where: deletes every row of `posts`
-- migration: 3_anew.sql
DELETE FROM posts; -- want delete-cascade: also deletes every row of `likes` that refers to a row of `posts`
INSERT INTO posts SELECT id, id, name FROM users;
