-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, body text);
CREATE TABLE likes (
    user_id bigint REFERENCES users ON DELETE CASCADE,
    post_id bigint REFERENCES posts ON DELETE CASCADE,
    at timestamptz,
    PRIMARY KEY (user_id, post_id)
);
CREATE INDEX ON likes (post_id);
-- migration: 2_delete.sql
DELETE FROM posts WHERE id IN (1, 2);
DELETE FROM likes WHERE user_id = 1 AND post_id = 2;
