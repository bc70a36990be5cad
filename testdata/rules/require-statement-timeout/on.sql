-- config: [rules.require-statement-timeout]
-- config: severity = "warning"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_slow.sql
ALTER TABLE orders ADD COLUMN a text;
CREATE INDEX orders_state ON orders (state); -- want require-statement-timeout: `orders` is indexed, and no statement_timeout is set
UPDATE orders SET state = 'x';
-- migration: 3_scan.sql
ALTER TABLE orders ADD CONSTRAINT c CHECK (state <> ''); -- want require-statement-timeout: `orders` is scanned
