-- The index under a unique constraint or primary key goes with it.
-- migration: 1_base.sql
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users, number int, CONSTRAINT posts_number UNIQUE (user_id, number));
CREATE TABLE votes (user_id int REFERENCES users, number int, CONSTRAINT votes_key PRIMARY KEY (user_id, number));
CREATE TABLE notes (id int PRIMARY KEY, user_id int REFERENCES users, number int, CONSTRAINT notes_number UNIQUE (user_id, number));
-- migration: 2_drop.sql
SET lock_timeout = '2s';
ALTER TABLE posts DROP CONSTRAINT posts_number; -- want fk-missing-index: from here on: `posts_number` was the last index that begins with `user_id` -- want drop-constraint: removes
ALTER TABLE votes DROP CONSTRAINT votes_key; -- want fk-missing-index: `votes_key` was the last index that begins with `user_id` -- want drop-constraint: removes
ALTER TABLE notes DROP CONSTRAINT notes_number; -- want drop-constraint: removes
CREATE INDEX CONCURRENTLY notes_user_id_idx ON notes (user_id);
