-- A trigger that has another column in mind.
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (parent int NOT NULL REFERENCES p ON DELETE SET NULL, changed_at timestamptz); -- want set-null-on-not-null: sets `parent` to null
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION touch();
