-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, nickname text, updated_at timestamptz);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- NEW.name is not looked at
    NEW.updated_at := now();
    NEW.nickname := 'NEW.name';
    RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
ALTER TABLE people DROP COLUMN name;
-- migration: 3_swap.sql
ALTER TABLE people RENAME COLUMN nickname TO old_nickname;
ALTER TABLE people ADD COLUMN nickname text;
