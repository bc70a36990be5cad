-- What was given another name is still there: the way back gives it the old one again, and drops nothing.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('glad');
CREATE TABLE orders (id bigint PRIMARY KEY, old_name text, a text, feels mood);
CREATE TABLE lines (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE VIEW seen AS SELECT id FROM orders;
CREATE FUNCTION touch(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 1_shop.down.sql
DROP SCHEMA app CASCADE;
DROP FUNCTION touch(int);
DROP VIEW seen;
DROP TABLE notes;
DROP TABLE lines;
DROP TABLE orders;
DROP TYPE mood;
-- migration: 2_column.up.sql
ALTER TABLE orders RENAME old_name TO middle_name;
ALTER TABLE orders RENAME middle_name TO new_name;
-- migration: 2_column.down.sql
SELECT 1; -- want rollback-incomplete: the way back does not lead back: the column `orders.old_name` is still `new_name`
-- migration: 3_table.up.sql
ALTER TABLE lines RENAME TO order_lines;
-- migration: 3_table.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE order_lines RENAME TO lines;
-- migration: 4_schema.up.sql
ALTER TABLE notes SET SCHEMA app;
-- migration: 4_schema.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE app.notes SET SCHEMA public;
-- migration: 5_others.up.sql
ALTER VIEW seen RENAME TO shown;
ALTER TYPE mood RENAME TO temper;
ALTER FUNCTION touch(int) RENAME TO poke;
-- migration: 5_others.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER VIEW shown RENAME TO seen;
-- migration: 6_made_anew.up.sql
ALTER TABLE orders RENAME a TO b;
-- migration: 6_made_anew.down.sql
ALTER TABLE orders ADD COLUMN a text; -- want rollback-incomplete: help: ALTER TABLE orders RENAME COLUMN b TO a;
-- migration: 7_undone.up.sql
ALTER TABLE orders RENAME new_name TO title;
ALTER TYPE temper RENAME TO temperament;
-- migration: 7_undone.down.sql
ALTER TYPE temperament RENAME TO temper;
ALTER TABLE orders RENAME title TO new_name;
-- migration: 8_with_column.up.sql
ALTER TABLE orders ADD CONSTRAINT long CHECK (new_name <> '');
-- migration: 8_with_column.down.sql
ALTER TABLE orders DROP CONSTRAINT long;
-- migration: 9_both.up.sql
ALTER TABLE orders RENAME CONSTRAINT long TO lengthy;
ALTER TABLE orders RENAME new_name TO title;
-- migration: 9_both.down.sql
SELECT 1; -- want rollback-incomplete: help: ALTER TABLE orders RENAME CONSTRAINT lengthy TO long;
