-- config: layout = "dbmate"
-- migration: 20240101000000_users.sql
-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);
-- migrate:down
DROP TABLE users;
-- migration: 20240102000000_name.sql
-- migrate:up
ALTER TABLE users ADD COLUMN full_name text;
-- migrate:down
ALTER TABLE users DROP COLUMN full_name;
UPDATE users SET name = email WHERE name IS NULL; -- want rollback-unsafe-lock: the way back blocks every read and write to `users` while `users` is written to
