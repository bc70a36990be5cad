-- atlas:txmode none
CREATE INDEX CONCURRENTLY orders_id2 ON orders (id);
