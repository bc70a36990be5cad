-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY, a text);
CREATE FUNCTION by_table() RETURNS TABLE (id bigint, a text) LANGUAGE sql AS 'SELECT * FROM foo';
-- migration: 3_add.sql
ALTER TABLE foo ADD COLUMN y int;
-- migration: 4_drop.sql
DROP FUNCTION by_table();
