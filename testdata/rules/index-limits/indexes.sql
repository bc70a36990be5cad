-- config: [rules.index-limits]
-- config: severity = "advice"
-- config: indexes = 3
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int UNIQUE);
CREATE INDEX orders_a_idx ON orders (a);
CREATE INDEX orders_b_idx ON orders (b); -- want index-limits: `orders` has 4 indexes with this one: 3 are the limit
