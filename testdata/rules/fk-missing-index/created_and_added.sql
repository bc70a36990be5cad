-- migration: 1_base.sql
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (
    id bigint PRIMARY KEY,
    author_id bigint REFERENCES users (id), -- want fk-missing-index: every DELETE of a row of `users` reads all of `posts`
    editor_id bigint,
    FOREIGN KEY (editor_id) REFERENCES users (id) -- want fk-missing-index: no index begins with `editor_id`
);
-- migration: 2_reviewer.sql
ALTER TABLE posts ADD COLUMN reviewer_id bigint REFERENCES users (id); -- want fk-missing-index: `reviewer_id`
