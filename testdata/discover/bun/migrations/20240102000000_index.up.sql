SET lock_timeout = '2s';

--bun:split

CREATE INDEX CONCURRENTLY orders_state ON orders (state)

--bun:split

ANALYZE orders
