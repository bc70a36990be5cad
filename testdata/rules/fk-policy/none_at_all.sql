-- config: [rules.fk-policy]
-- config: severity = "advice"
-- config: forbid = true
-- config: require-on-delete = false
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);
-- migration: 2_key.sql
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) NOT VALID; -- want fk-policy: the foreign key of `posts` to `users` should not be
