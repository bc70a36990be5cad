-- A trigger knows the row as NEW only, however the columns are written.
-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, first text, last text);
-- migration: 2_name.sql
ALTER TABLE people ADD COLUMN name text GENERATED ALWAYS AS (coalesce(people.first, people.last)) STORED; -- want add-column-stored-generated: help: NEW.name := coalesce(NEW.first, NEW.last)
