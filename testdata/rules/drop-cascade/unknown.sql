-- migration: 1_drop.sql
DROP TABLE legacy CASCADE; -- want drop-cascade: the history does not show which
DROP EXTENSION hstore CASCADE; -- want drop-cascade: every column, index and function that uses `hstore`
DROP TABLE IF EXISTS users CASCADE;
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE VIEW ids AS SELECT id FROM users;
DROP TABLE users CASCADE;
