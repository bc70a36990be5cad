-- Tables that are new or emptied, columns that nothing looks for or that are unique, and one that goes.
-- migration: 1_tables.sql
CREATE TABLE posts (id bigint PRIMARY KEY, url varchar(512), slug varchar(10) UNIQUE, gone varchar(10));
CREATE INDEX posts_gone_idx ON posts (gone);
CREATE TABLE emptied (url varchar(10));
CREATE INDEX emptied_url_idx ON emptied (url);
-- migration: 2_longer.sql
ALTER TABLE posts ALTER COLUMN url TYPE varchar(2000);
ALTER TABLE posts ALTER COLUMN slug TYPE varchar(20);
ALTER TABLE posts ALTER COLUMN gone TYPE varchar(20);
ALTER TABLE posts DROP COLUMN gone;
BEGIN;
TRUNCATE emptied;
ALTER TABLE emptied ALTER COLUMN url TYPE varchar(20);
COMMIT;
CREATE TABLE new (url varchar(10));
CREATE INDEX new_url_idx ON new (url);
ALTER TABLE new ALTER COLUMN url TYPE varchar(20);
