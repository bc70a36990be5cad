-- config: [rules.implicit-name]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    slug text UNIQUE, -- want implicit-name: a constraint of `posts` gets its name from the server
    author_id bigint REFERENCES users (id), -- want implicit-name: a constraint of `posts`
    CHECK (slug <> '') -- want implicit-name: a constraint of `posts`
);
-- migration: 2_more.sql
ALTER TABLE posts ADD FOREIGN KEY (author_id) REFERENCES users (id) NOT VALID; -- want implicit-name: `posts`
