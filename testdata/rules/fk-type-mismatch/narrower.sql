-- migration: 1_base.sql
CREATE TABLE customers (id bigserial PRIMARY KEY, code numeric UNIQUE);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customers (id) -- want fk-type-mismatch: `orders.customer_id` is integer, and `customers.id`, which it points at, is bigint: it takes no value after 2147483647
);
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN customer_code integer REFERENCES customers (code); -- want fk-type-mismatch: each comparison casts one of them
