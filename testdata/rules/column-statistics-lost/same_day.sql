-- A column of the same day, and one that a later day changes.
-- migration: 20240101100000_tables.sql
CREATE TABLE posts (id bigint PRIMARY KEY, url varchar(512));
CREATE INDEX posts_url_idx ON posts (url);
-- migration: 20240101110000_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(1000);
-- migration: 20240101120000000001_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(1500);
-- migration: 20240301100000_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(2000); -- want column-statistics-lost: help:ANALYZE posts (url);
