-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text, code text CONSTRAINT orders_code_key UNIQUE);
CREATE INDEX orders_state_idx ON orders (state);
CREATE INDEX orders_note_idx ON orders (note);
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX events_id_idx ON events (id);
-- migration: 2_two.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_state_idx, orders_note_idx; -- want certain-failure: does not support dropping multiple objects
-- migration: 3_cascade.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_state_idx CASCADE; -- want certain-failure: does not support CASCADE
-- migration: 4_constraint.sql
DROP INDEX CONCURRENTLY orders_code_key; -- want certain-failure: constraint orders_code_key on table orders requires it
-- migration: 5_part.sql
DROP INDEX CONCURRENTLY events_2024_id_idx; -- want certain-failure: because index events_id_idx requires it
-- migration: 6_partitioned.sql
DROP INDEX CONCURRENTLY events_id_idx; -- want certain-failure: cannot drop partitioned index
