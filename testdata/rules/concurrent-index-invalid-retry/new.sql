CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
