-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE roles (name text PRIMARY KEY);
-- +goose Down
DROP TABLE roles;
-- migration: 00002_roles.sql
-- +goose NO TRANSACTION
-- +goose Up
INSERT INTO roles VALUES ('admin') ON CONFLICT DO NOTHING;
INSERT INTO roles SELECT 'guest' WHERE NOT EXISTS (SELECT FROM roles WHERE name = 'guest');
CREATE INDEX CONCURRENTLY roles_name_idx ON roles (lower(name));
-- +goose Down
DROP INDEX CONCURRENTLY roles_name_idx;
-- migration: 00003_again.sql
-- +goose NO TRANSACTION
-- +goose Up
DELETE FROM roles;
INSERT INTO roles VALUES ('admin');
CREATE INDEX CONCURRENTLY roles_upper_idx ON roles (upper(name));
-- +goose Down
DROP INDEX CONCURRENTLY roles_upper_idx;
