-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text CONSTRAINT users_email_key UNIQUE, is_sso_user boolean NOT NULL);
CREATE TABLE teams (id bigint PRIMARY KEY, name text CONSTRAINT teams_name_key UNIQUE);
-- migration: 2_partial.sql
ALTER TABLE users DROP CONSTRAINT users_email_key; -- want drop-constraint: duplicates can be written from now on
CREATE UNIQUE INDEX users_email_partial_key ON users (email) WHERE NOT is_sso_user;
ALTER TABLE teams DROP CONSTRAINT teams_name_key;
CREATE UNIQUE INDEX teams_name_idx ON teams (name);
