-- migration: 00001_t.sql
-- +goose Up
CREATE TABLE t (id bigint PRIMARY KEY);
-- +goose StatementBegin
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
-- +goose StatementEnd
-- +goose Down
DROP TABLE t;
-- migration: 00002_f.sql
-- +goose Up
DROP FUNCTION f();
CREATE INDEX t_idx ON t (id);
