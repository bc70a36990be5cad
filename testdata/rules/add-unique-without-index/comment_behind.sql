-- A comment behind the constraint does not swallow what follows it.
-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY);
-- migration: 2_place.sql
ALTER TABLE members ADD COLUMN place int UNIQUE -- want add-unique-without-index: help: ADD COLUMN place int DEFAULT 5;\n-- in a later migration:
    DEFAULT 5;
