-- +goose Up
CREATE TABLE t (id bigint);

-- +goose Down
DROP TABLE t;
