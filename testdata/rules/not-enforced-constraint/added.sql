-- config: pg-version = 18
-- config: [rules.not-enforced-constraint]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint REFERENCES users (id) NOT ENFORCED); -- want not-enforced-constraint: no row of `posts` is held to this constraint
CREATE INDEX ON posts (author_id);
-- migration: 2_check.sql
ALTER TABLE posts ADD CONSTRAINT posts_id_positive CHECK (id > 0) NOT ENFORCED; -- want not-enforced-constraint: `posts`
