-- config: [rules.index-limits]
-- config: severity = "advice"
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
CREATE UNIQUE INDEX orders_key ON orders (a, b, c, d);
CREATE INDEX orders_a_idx ON orders (a, b, c) INCLUDE (d);
