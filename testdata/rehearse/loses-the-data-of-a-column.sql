-- migration: 0001_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, nickname text);
-- migration: 0001_users.down.sql
DROP TABLE users;
-- migration: 0002_no_nickname.up.sql
ALTER TABLE users DROP COLUMN nickname;
-- migration: 0002_no_nickname.down.sql
ALTER TABLE users ADD COLUMN nickname text;
