-- config: pg-version = 18
-- config: [rules.not-enforced-constraint]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);
-- migration: 2_key.sql
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) NOT VALID;
ALTER TABLE posts ADD CONSTRAINT posts_id_positive CHECK (id > 0) NOT VALID;
