-- +migrate Up notransaction
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
-- +migrate Down
DROP INDEX orders_id;
