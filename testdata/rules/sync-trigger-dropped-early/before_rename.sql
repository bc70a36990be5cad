-- migration: 1_people.sql
CREATE TABLE people (id integer PRIMARY KEY, id_new bigint);
CREATE FUNCTION copy_id() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id_new = NEW.id; RETURN NEW; END $$;
CREATE TRIGGER copy_id BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION copy_id();
-- migration: 2_done.sql
DROP TRIGGER IF EXISTS copy_id ON people; -- want sync-trigger-dropped-early: copies `id` of `people` to `id_new`
-- migration: 3_swap.sql
ALTER TABLE people RENAME COLUMN id TO id_old;
ALTER TABLE people RENAME COLUMN id_new TO id;
