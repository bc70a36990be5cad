-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id), editor_id bigint REFERENCES users (id));
CREATE INDEX posts_author_idx ON posts (author_id);
CREATE INDEX posts_editor_idx ON posts (editor_id);
CREATE INDEX posts_editor_author_idx ON posts (editor_id, author_id);
-- migration: 2_drop.sql
DROP INDEX CONCURRENTLY posts_author_idx; -- want fk-missing-index: from here on: `posts_author_idx` was the last index that begins with `author_id`
DROP INDEX CONCURRENTLY posts_editor_idx;
