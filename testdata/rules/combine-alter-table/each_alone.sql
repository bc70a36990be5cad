-- config: [rules.combine-alter-table]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_columns.sql
ALTER TABLE orders ADD COLUMN a text;
ALTER TABLE orders ADD COLUMN b text; -- want combine-alter-table: waits for ACCESS EXCLUSIVE on `orders` 3 times, where once would do
ALTER TABLE orders DROP COLUMN note;
CREATE INDEX CONCURRENTLY orders_a_idx ON orders (a);
ALTER TABLE orders ALTER COLUMN a SET DEFAULT '';
