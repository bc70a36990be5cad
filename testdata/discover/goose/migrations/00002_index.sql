-- +GOOSE no match
-- +goose no transaction
-- +goose UP
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
-- +goose down
DROP INDEX CONCURRENTLY orders_id;
