-- migration: 1_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner bigint);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION reader() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$;
CREATE POLICY own_rows ON notes USING (owner IN (SELECT id FROM reader() AS known (id)));
CREATE POLICY all_rows ON notes FOR SELECT USING (owner = 0);
-- migration: 2_again.sql
DROP FUNCTION reader() CASCADE;
CREATE FUNCTION reader() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT 1::bigint $$;
CREATE POLICY own_rows ON notes USING (owner = reader());
CREATE POLICY all_rows ON notes FOR SELECT USING (owner = reader()); -- want object-conflict: the policy `all_rows` of `notes`
