-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE roles (name text PRIMARY KEY);
-- +goose Down
DROP TABLE roles;
-- migration: 00002_roles.sql
-- +goose NO TRANSACTION
-- +goose Up
INSERT INTO roles VALUES ('admin'), ('guest'); -- want insert-without-on-conflict: adds the rows to `roles` once more when a later statement fails
CREATE INDEX CONCURRENTLY roles_name_idx ON roles (lower(name));
-- +goose Down
DROP INDEX CONCURRENTLY roles_name_idx;
