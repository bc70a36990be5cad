-- migration: 0001_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL);
CREATE INDEX users_email_idx ON users (email);
-- migration: 0001_users.down.sql
DROP TABLE users;
-- migration: 0002_accounts.up.sql
DROP INDEX users_email_idx;
ALTER TABLE users RENAME TO accounts;
-- migration: 0002_accounts.down.sql
ALTER TABLE accounts RENAME TO users;
