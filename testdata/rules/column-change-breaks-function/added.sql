-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY, a text);
CREATE FUNCTION by_table() RETURNS TABLE (id bigint, a text) LANGUAGE sql AS 'SELECT * FROM foo';
CREATE FUNCTION as_row() RETURNS SETOF foo LANGUAGE sql AS 'SELECT * FROM foo';
CREATE FUNCTION named() RETURNS TABLE (id bigint, a text) LANGUAGE sql AS 'SELECT id, a FROM foo';
-- migration: 2_add.sql
ALTER TABLE foo ADD COLUMN z int; -- want column-change-breaks-function: every call of `by_table` fails from here on: it returns all columns of `foo`, 3 now, and says that there are 2
