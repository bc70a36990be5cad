-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY);
-- migration: 2_slug.sql
ALTER TABLE members ADD COLUMN slug text UNIQUE; -- want add-unique-without-index: `members`
