-- +goose Up
 -- +goose NO TRANSACTION
SELECT 1;
-- +goose Down
SELECT 2;
