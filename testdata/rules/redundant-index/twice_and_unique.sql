CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, name text);
CREATE UNIQUE INDEX users_email_unique_idx ON users (email); -- want redundant-index: a second copy of the index of the constraint `users_email_key`
CREATE INDEX users_name_idx ON users (name, email, name); -- want redundant-index: the index on `users` holds name twice
