-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint REFERENCES customers DEFERRABLE INITIALLY DEFERRED, state text);
-- migration: 2_rows.sql
UPDATE orders SET state = 'open' WHERE id = 17;
UPDATE customers SET name = 'x' WHERE id = 17;
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;
-- migration: 3_apart.sql
INSERT INTO orders VALUES (1, 1, 'new');
-- migration: 4_apart.sql
ALTER TABLE orders ADD COLUMN more text;
