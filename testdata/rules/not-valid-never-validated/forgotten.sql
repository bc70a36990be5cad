-- migration: 20250110090000_base.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint);
CREATE INDEX posts_author_id_idx ON posts (author_id);
-- migration: 20250210090000_constraints.sql
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author_id) REFERENCES users (id) NOT VALID; -- want not-valid-never-validated: no later migration validates `posts_author_fkey` on `posts`
ALTER TABLE users
    ADD CONSTRAINT users_email_present CHECK (email IS NOT NULL) NOT VALID; -- want not-valid-never-validated: it proves nothing to SET NOT NULL
-- migration: 20250801090000_later.sql
ALTER TABLE users ADD COLUMN name text;
