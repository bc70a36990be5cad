-- +goose Up
CREATE TABLE orders (id integer PRIMARY KEY);
-- +goose Down
DROP TABLE orders;
