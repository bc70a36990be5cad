-- config: layout = "golang-migrate"
-- The way back empties the table first, through the one that its rows point at.
-- migration: 1_shop.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), state text NOT NULL);
-- migration: 1_shop.down.sql
DROP TABLE orders;
DROP TABLE customers;
-- migration: 2_state.up.sql
ALTER TABLE orders DROP COLUMN state;
-- migration: 2_state.down.sql
TRUNCATE customers CASCADE;
ALTER TABLE orders ADD COLUMN state text NOT NULL;
