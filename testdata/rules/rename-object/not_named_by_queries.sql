-- migration: 1_shop.sql
CREATE TABLE people (id serial PRIMARY KEY, name text CONSTRAINT named CHECK (name <> ''));
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_rename.sql
ALTER TRIGGER touch ON people RENAME TO people_touch;
ALTER FUNCTION touch() RENAME TO touch_row;
ALTER TABLE people RENAME CONSTRAINT named TO people_named;
ALTER SEQUENCE people_id_seq RENAME TO persons_id_seq;
ALTER TABLE people RENAME COLUMN name TO full_name; -- want rename-column: `people.name`
