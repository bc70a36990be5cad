-- config: [rules.not-valid-on-new-table]
-- config: severity = "advice"
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) NOT VALID; -- want not-valid-on-new-table: `posts` is new and empty
ALTER TABLE posts VALIDATE CONSTRAINT posts_author_fkey;
