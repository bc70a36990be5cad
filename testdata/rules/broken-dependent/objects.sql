-- migration: 1_shop.sql
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
CREATE TABLE pets (id bigint PRIMARY KEY, person bigint REFERENCES people);
CREATE INDEX ON pets (person);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
DROP TABLE people; -- want broken-dependent: cannot drop table people because other objects depend on it: foreign key `pets_person_fkey` of `pets`
DROP TYPE mood; -- want broken-dependent: column `people.mood`
DROP FUNCTION touch(); -- want broken-dependent: trigger `touch` of `people`
