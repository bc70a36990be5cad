-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, name text);
CREATE INDEX users_name_idx ON users (name);
CREATE INDEX users_name_email_idx ON users (name, email);
-- migration: 2_drop.sql
DROP INDEX IF EXISTS users_email_key; -- want certain-failure: cannot drop index users_email_key because constraint users_email_key on table users requires it
DROP INDEX CONCURRENTLY users_name_idx, users_name_email_idx; -- want certain-failure: does not support dropping multiple objects
