-- migration: 0001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY);
-- migration: 0002_names.sql
ALTER TABLE users ADD COLUMN name text NOT NULL;
