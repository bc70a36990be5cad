-- migration: 1_tables.sql
CREATE TABLE posts (id bigint PRIMARY KEY, url varchar(512), title varchar(10), body varchar(10), author varchar(10) REFERENCES authors (login));
CREATE INDEX posts_url_idx ON posts (title, url);
CREATE TABLE pages (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX pages_url_idx ON pages (lower(url));
CREATE TABLE sites (id bigint PRIMARY KEY, name varchar(10), kind varchar(10));
CREATE STATISTICS sites_name_kind ON name, kind FROM sites;
-- migration: 2_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(2000), ALTER COLUMN body TYPE text; -- want column-statistics-lost: the statistics of `url` and `author` in `posts`, and of `kind` in `sites` go with the old type
ALTER TABLE posts ALTER COLUMN author TYPE varchar(20);
ALTER TABLE pages ALTER COLUMN url TYPE varchar(512), ALTER COLUMN url SET DEFAULT ''; -- want alter-column-type-rewrite: built again
ALTER TABLE sites ALTER COLUMN kind TYPE text;
