-- An ANALYZE before it does not count, nor one of another table.
-- migration: 1_tables.sql
CREATE TABLE posts (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX posts_url_idx ON posts (url);
CREATE TABLE others (id int);
-- migration: 2_longer.sql
ANALYZE posts;
ALTER TABLE posts ALTER COLUMN url TYPE text; -- want column-statistics-lost: help:ANALYZE posts (url);
ANALYZE others;
