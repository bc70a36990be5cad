-- The server fires triggers in the order of their names: what computes from the others' values comes last.
-- migration: 001_init.sql
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.at := now(); RETURN NEW; END';
CREATE TABLE notes (id bigint PRIMARY KEY, at timestamptz, note text);
CREATE TRIGGER set_at BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TABLE orders (id bigint PRIMARY KEY, at timestamptz, note text);
CREATE TRIGGER set_at AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 002_length.sql
ALTER TABLE notes ADD COLUMN length int GENERATED ALWAYS AS (char_length(note)) STORED; -- want add-column-stored-generated: help: CREATE TRIGGER z_notes_length_fill BEFORE
ALTER TABLE orders ADD COLUMN length int GENERATED ALWAYS AS (char_length(note)) STORED; -- want add-column-stored-generated: help: CREATE TRIGGER orders_length_fill BEFORE
