CREATE INDEX orders_id ON orders USING brin (id);
