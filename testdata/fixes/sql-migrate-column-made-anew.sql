-- migration: 001_keys.sql
-- +migrate Up
CREATE TABLE project_key (id bigint PRIMARY KEY, private text, note text);
-- +migrate Down
DROP TABLE project_key;
-- migration: 002.sql
-- +migrate Up
ALTER TABLE project_key DROP COLUMN private;
ALTER TABLE project_key ADD COLUMN private bytea;
-- +migrate Down
ALTER TABLE project_key DROP COLUMN private;
-- migration: 003.sql
-- +migrate Up
ALTER TABLE project_key DROP COLUMN note;
-- +migrate Down
ALTER TABLE project_key ADD COLUMN note text;
