-- config: pg-version = 18
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);
CREATE INDEX posts_author_id_idx ON posts (author_id);
-- migration: 2_documented.sql
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) NOT ENFORCED;
-- migration: 3_enforced.sql
ALTER TABLE posts ALTER CONSTRAINT posts_author_fkey ENFORCED; -- want add-fk-without-not-valid: every read and write to `posts` and every write to `users` while every row of `posts` is looked up
