-- migration: 001_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text);
-- migration: 002_copy.sql
BEGIN;
CREATE TEMPORARY TABLE users AS SELECT 1 AS id;
DROP TABLE users;
ALTER TABLE users ADD COLUMN name text;
COMMIT;
