-- config: pg-version = 18
-- config: [rules.not-enforced-constraint]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint CONSTRAINT posts_author_fkey REFERENCES users (id));
CREATE INDEX ON posts (author_id);
-- migration: 2_loosen.sql
ALTER TABLE posts ALTER CONSTRAINT posts_author_fkey NOT ENFORCED; -- want not-enforced-constraint: `posts`
