-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose Up
CREATE TYPE sdk AS ENUM ('GO');
-- +goose Down
DROP TYPE sdk;
-- migration: 2_ruby.sql
-- +goose Up
ALTER TYPE sdk ADD VALUE IF NOT EXISTS 'RUBY';
-- +goose Down
-- NOTE: PostgreSQL does not support removing enum values.
-- migration: 3_extension.sql
-- +goose Up
CREATE EXTENSION IF NOT EXISTS btree_gist;
-- +goose Down
-- No good reason to drop the extension again
-- migration: 3_optional.sql
-- +goose Up
ALTER TABLE transfers ALTER COLUMN signer DROP NOT NULL;
-- +goose Down
-- No action in down
-- migration: 3_python.sql
-- +goose Up
ALTER TYPE sdk ADD VALUE IF NOT EXISTS 'PYTHON';
-- +goose Down
-- TODO
