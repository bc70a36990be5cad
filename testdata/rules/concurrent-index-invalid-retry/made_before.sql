-- An earlier migration has built it for certain: this one finds it there.
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
CREATE INDEX orders_state ON orders (state);
-- migration: 3_again.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state ON orders (state);
