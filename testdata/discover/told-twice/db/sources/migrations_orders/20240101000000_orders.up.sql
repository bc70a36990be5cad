CREATE TABLE orders (id bigint PRIMARY KEY);
--split
CREATE INDEX orders_id ON orders USING brin (id);
