-- Another column, with values of its own, takes the name.
CREATE TABLE pages (id bigint PRIMARY KEY, path text, base_path text);
-- migration: 2_path.sql
ALTER TABLE pages DROP COLUMN path; -- want drop-without-archive: destroys the values of `pages.path`: the column that takes the name has values of its own$
ALTER TABLE pages RENAME COLUMN base_path TO path;
