-- migration: 0001_users.up.sql
CREATE TABLE users (id bigint PRIMARY KEY, email text, name text);
-- migration: 0002_email_key.up.sql
-- no-transaction
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
-- migration: 0003_named.up.sql
ALTER TABLE users ADD CONSTRAINT named CHECK (name <> '') NOT VALID;
-- migration: 0003_named.down.sql
ALTER TABLE users DROP CONSTRAINT named;
-- migration: 0004_validated.up.sql
ALTER TABLE users VALIDATE CONSTRAINT named;
-- migration: 0004_validated.down.sql
-- What is known to hold need not be forgotten.
SELECT 1;
