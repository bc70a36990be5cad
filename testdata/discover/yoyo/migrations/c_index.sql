-- depends: a_needs_b
-- transactional: false
CREATE INDEX CONCURRENTLY orders_id ON orders (id);
