-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, email text, name text, gone boolean, code text);
CREATE UNIQUE INDEX foo_email ON foo (email);
CREATE UNIQUE INDEX foo_email_twin ON foo (email);
CREATE UNIQUE INDEX foo_name ON foo (name);
CREATE UNIQUE INDEX foo_lower ON foo (lower(code)) WHERE NOT gone;
CREATE UNIQUE INDEX foo_code ON foo (code);
CREATE INDEX foo_plain ON foo (gone);
-- migration: 2_twin.sql
DROP INDEX CONCURRENTLY foo_email_twin;
-- migration: 3_email.sql
DROP INDEX CONCURRENTLY foo_email; -- want drop-constraint: removes the unique index `foo_email` from `foo`: duplicates can be written from now on, and ON CONFLICT (email) fails
-- migration: 4_name.sql
CREATE UNIQUE INDEX CONCURRENTLY foo_name_gone ON foo (name, gone);
-- migration: 5_name.sql
DROP INDEX CONCURRENTLY foo_name; -- want drop-constraint: removes the unique index `foo_name`
-- migration: 6_lower.sql
DROP INDEX CONCURRENTLY foo_lower; -- want drop-constraint: removes the unique index `foo_lower` from `foo`: duplicates can be written from now on
-- migration: 7_plain.sql
DROP INDEX CONCURRENTLY foo_plain;
-- migration: 8_code.sql
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP INDEX foo_code;
ALTER TABLE foo DROP COLUMN code;
COMMIT;
