CREATE EXTENSION moddatetime;
CREATE TABLE collab (id text PRIMARY KEY, at timestamptz);
CREATE TRIGGER set_at BEFORE UPDATE ON collab FOR EACH ROW EXECUTE FUNCTION moddatetime(at);
-- migration: 2_uuid.sql
CREATE TABLE collab_temp (id uuid PRIMARY KEY, at timestamptz);
INSERT INTO collab_temp SELECT id::uuid, at FROM collab;
DROP TABLE collab;
ALTER TABLE collab_temp RENAME TO collab;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.at := now(); RETURN NEW; END $$;
CREATE TRIGGER set_at BEFORE UPDATE ON collab FOR EACH ROW EXECUTE FUNCTION touch();
