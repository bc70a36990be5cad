-- A dot or a parenthesis in a quoted name divides nothing.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE SCHEMA app;
CREATE TABLE "old.name" (id int PRIMARY KEY);
CREATE TABLE t (a text);
CREATE TABLE "x.y" (a text);
CREATE TYPE app.mood AS ENUM ('glad');
CREATE FUNCTION touch(a app.mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 1_shop.down.sql
DROP FUNCTION touch(app.mood);
DROP TYPE app.mood;
DROP TABLE "x.y";
DROP TABLE t;
DROP TABLE "old.name";
DROP SCHEMA app;
-- migration: 2_table.up.sql
ALTER TABLE "old.name" RENAME TO "new.name";
-- migration: 2_table.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE "new.name" RENAME TO "old.name";
-- migration: 3_both.up.sql
ALTER TABLE t RENAME a TO "é(";
ALTER TABLE t RENAME TO "ü.x(y";
-- migration: 3_both.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE "ü.x(y" RENAME TO t;
-- migration: 4_schema.up.sql
ALTER TABLE "x.y" SET SCHEMA app;
-- migration: 4_schema.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE app."x.y" SET SCHEMA public;
-- migration: 5_column.up.sql
ALTER TABLE app."x.y" RENAME a TO "b.c";
-- migration: 5_column.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE app."x.y" RENAME COLUMN "b.c" TO a;
-- migration: 6_function.up.sql
ALTER FUNCTION touch(app.mood) RENAME TO poke;
-- migration: 6_function.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER FUNCTION poke(app.mood) RENAME TO touch;
-- migration: 7_stays.up.sql
ALTER TABLE app."x.y" ADD COLUMN "d.e" text;
-- migration: 7_stays.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE app."x.y" DROP COLUMN "d.e";
