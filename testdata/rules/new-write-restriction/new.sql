-- config: [rules.new-write-restriction]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
ALTER TABLE orders ALTER COLUMN state SET NOT NULL;
CREATE UNIQUE INDEX orders_state_key ON orders (state);
-- migration: 2_more.sql
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
