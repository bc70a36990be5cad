-- migration: 1_shop.sql
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
CREATE TABLE pets (id bigint PRIMARY KEY, person bigint REFERENCES people);
CREATE INDEX ON pets (person);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
DROP TABLE people; -- want certain-failure: cannot drop table people because other objects depend on it
DROP TYPE mood; -- want certain-failure: cannot drop type mood
DROP FUNCTION touch(); -- want certain-failure: cannot drop function touch()
