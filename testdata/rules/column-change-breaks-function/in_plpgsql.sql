-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY, a text);
CREATE FUNCTION by_query() RETURNS TABLE (x bigint, y text) LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
    FOR r IN SELECT * FROM foo LOOP
        NULL;
    END LOOP;
    RETURN QUERY SELECT f.* FROM foo f;
END
$$;
-- migration: 2_add.sql
ALTER TABLE foo ADD COLUMN z int; -- want column-change-breaks-function: every call of `by_query` fails
-- migration: 3_again.sql
ALTER TABLE foo ADD COLUMN y int;
