-- Each thing is dropped or renamed by the one file, and named by the next.
-- migration: 001_things.sql
CREATE TABLE r (id int PRIMARY KEY, x int GENERATED ALWAYS AS IDENTITY, y int, CONSTRAINT a CHECK (id > 0), CONSTRAINT b CHECK (x > 0));
CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION f(n int, name varchar) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER tr BEFORE UPDATE ON r FOR EACH ROW EXECUTE FUNCTION tf();
CREATE TRIGGER old BEFORE UPDATE ON r FOR EACH ROW EXECUTE FUNCTION tf();
CREATE POLICY p ON r;
CREATE TYPE ty AS ENUM ('a', 'b');
CREATE TYPE gone AS ENUM ('a');
CREATE DOMAIN dm AS int;
CREATE SCHEMA s;
CREATE EXTENSION hstore;
CREATE PUBLICATION pub FOR TABLE r;
CREATE STATISTICS st ON id, x FROM r;
-- migration: 002_away.sql
ALTER TABLE r DROP CONSTRAINT a;
ALTER TABLE r RENAME CONSTRAINT b TO b2;
ALTER TABLE r ALTER COLUMN x DROP IDENTITY;
DROP FUNCTION f(int, varchar);
DROP TRIGGER tr ON r;
ALTER TRIGGER old ON r RENAME TO new;
DROP POLICY p ON r;
ALTER TYPE ty RENAME VALUE 'a' TO 'c';
DROP TYPE gone;
DROP DOMAIN dm;
DROP SCHEMA s;
DROP EXTENSION hstore;
DROP PUBLICATION pub;
DROP STATISTICS st;
-- migration: 003.sql
ALTER TABLE r DROP CONSTRAINT a; -- want object-conflict: fails: constraint "a" of relation "r" does not exist$
-- migration: 004.sql
ALTER TABLE r RENAME CONSTRAINT b TO b3; -- want object-conflict: constraint "b" for table "r" does not exist
-- migration: 005.sql
ALTER TABLE r VALIDATE CONSTRAINT b; -- want object-conflict: help: say `b2`
-- migration: 006.sql
ALTER TABLE r ALTER COLUMN x DROP IDENTITY; -- want object-conflict: column "x" of relation "r" is not an identity column
-- migration: 007.sql
DROP FUNCTION f(integer, varchar(20)); -- want object-conflict: function f(integer, character varying) does not exist
-- migration: 008.sql
DROP TRIGGER tr ON r; -- want object-conflict: trigger "tr" for table "r" does not exist
-- migration: 009.sql
ALTER TRIGGER old ON r RENAME TO newer; -- want object-conflict: trigger "old" for table "r" does not exist
-- migration: 010.sql
DROP POLICY p ON r; -- want object-conflict: policy "p" for table "r" does not exist
-- migration: 011.sql
ALTER TYPE ty RENAME VALUE 'a' TO 'd'; -- want object-conflict: "a" is not an existing enum label
-- migration: 012.sql
DROP TYPE gone; -- want object-conflict: type "gone" does not exist
-- migration: 013.sql
DROP DOMAIN dm; -- want object-conflict: type "dm" does not exist
-- migration: 014.sql
DROP SCHEMA s; -- want object-conflict: schema "s" does not exist
-- migration: 015.sql
DROP EXTENSION hstore; -- want object-conflict: extension "hstore" does not exist
-- migration: 016.sql
DROP PUBLICATION pub; -- want object-conflict: publication "pub" does not exist
-- migration: 017.sql
DROP STATISTICS st; -- want object-conflict: statistics object "st" does not exist
-- migration: 018.sql
ALTER TABLE r DROP CONSTRAINT never; -- want object-conflict: constraint "never" of relation "r" does not exist
-- migration: 019.sql
ALTER POLICY p ON r USING (true); -- want object-conflict: policy "p" for table "r" does not exist
-- migration: 020.sql
ALTER TABLE r DISABLE TRIGGER tr; -- want object-conflict: trigger "tr" for table "r" does not exist
