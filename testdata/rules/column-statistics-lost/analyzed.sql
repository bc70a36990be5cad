-- migration: 1_tables.sql
CREATE TABLE posts (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX posts_url_idx ON posts (url);
CREATE TABLE pages (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX pages_url_idx ON pages (url);
CREATE TABLE sites (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX sites_url_idx ON sites (url);
-- migration: 2_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(2000);
ANALYZE posts (url);
ALTER TABLE pages ALTER COLUMN url TYPE varchar(2000);
-- migration: 3_analyze.sql
VACUUM (ANALYZE) pages;
-- migration: 4_longer.sql
ALTER TABLE sites ALTER COLUMN url TYPE varchar(2000);
-- migration: 5_analyze.sql
ANALYZE;
