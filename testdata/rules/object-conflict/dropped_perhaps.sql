-- Where a drop may not have happened, or may be asked for in vain, nothing is certain.
-- migration: 001_things.sql
CREATE TABLE r (id int PRIMARY KEY, x int, CONSTRAINT a CHECK (id > 0), CONSTRAINT b CHECK (x > 0));
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TYPE ty AS ENUM ('a');
CREATE POLICY p ON r;
-- migration: 002_perhaps.sql
DO $$ BEGIN
    IF current_user = 'admin' THEN
        ALTER TABLE r DROP CONSTRAINT a;
        DROP TYPE ty;
        DROP POLICY p ON r;
    END IF;
END $$;
DROP FUNCTION f();
-- migration: 003_again.sql
ALTER TABLE r DROP CONSTRAINT a;
DROP TYPE ty;
DROP POLICY p ON r;
DROP FUNCTION f(int);
-- migration: 004_if_there.sql
ALTER TABLE r DROP CONSTRAINT b;
ALTER TABLE r DROP CONSTRAINT IF EXISTS b, ADD CONSTRAINT c CHECK (x > 1) NOT VALID, VALIDATE CONSTRAINT c;
DROP TYPE IF EXISTS other.kind;
-- migration: 005_of_another_schema.sql
DROP TYPE other.kind;
-- migration: 006_unseen.sql
CREATE TABLE q (id int, CONSTRAINT a CHECK (id > 0));
ALTER TABLE q DROP CONSTRAINT a;
DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD CONSTRAINT a CHECK (id > 0)', 'q'); END $$;
-- migration: 007_again.sql
ALTER TABLE q DROP CONSTRAINT a;
-- migration: 008_taken_back.sql
BEGIN;
DROP EXTENSION hstore;
ROLLBACK;
-- migration: 009_again.sql
DROP EXTENSION hstore;
