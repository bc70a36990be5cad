-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY, a text);
CREATE FUNCTION by_table() RETURNS TABLE (id bigint, a text) LANGUAGE sql AS 'SELECT * FROM foo';
CREATE FUNCTION loops() RETURNS TABLE (id bigint) LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
    FOR r IN SELECT * FROM foo LOOP
        id := r.id;
        RETURN NEXT;
    END LOOP;
END
$$;
-- migration: 2_add.sql
ALTER TABLE foo ADD COLUMN z int;
CREATE OR REPLACE FUNCTION by_table() RETURNS TABLE (id bigint, a text) LANGUAGE sql AS 'SELECT id, a FROM foo';
