-- config: [rules.index-limits]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, c int, d int);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY orders_search_idx ON orders (a, b, c, d); -- want index-limits: an index on `orders` has 4 columns: 3 are the limit
