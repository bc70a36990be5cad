-- config: [rules.naming-convention]
-- config: severity = "advice"
-- config: indexes = "^ix_"
-- config: foreign-keys = "(unclosed"
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -- want naming-convention: the index name `orders_note_idx` does not follow `^ix_`
ALTER TABLE orders ADD CONSTRAINT fk_x FOREIGN KEY (a) REFERENCES carts (id) NOT VALID; -- want naming-convention: the pattern for foreign-keys cannot be read
CREATE VIEW pg_orders AS SELECT 1 AS one; -- want naming-convention: `pg_orders` begins with pg_
