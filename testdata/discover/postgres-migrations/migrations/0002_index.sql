-- postgres-migrations disable-transaction
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
