CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
CREATE INDEX orders_search_idx ON orders (a, b, c, d);
