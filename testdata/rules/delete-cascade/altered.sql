-- Not every ALTER TABLE sees to the rows.
-- migration: 1_shop.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint CONSTRAINT of_user REFERENCES users ON DELETE CASCADE, body text);
CREATE INDEX ON posts (user_id);
-- migration: 2_column.sql
ALTER TABLE posts ADD COLUMN z int;
DELETE FROM users WHERE id = 7; -- want delete-cascade: also deletes the rows of `posts`
-- migration: 3_child.sql
ALTER TABLE posts DISABLE TRIGGER USER;
DELETE FROM users WHERE id = 7;
ALTER TABLE posts ENABLE TRIGGER USER;
-- migration: 4_parent.sql
ALTER TABLE users DISABLE TRIGGER ALL;
DELETE FROM users WHERE id = 7;
ALTER TABLE users ENABLE TRIGGER ALL;
-- migration: 5_own_triggers.sql
ALTER TABLE users DISABLE TRIGGER USER;
DELETE FROM users WHERE id = 7; -- want delete-cascade: also deletes the rows of `posts`
