CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, deleted_at timestamptz); -- want fk-missing-index: no index begins with `customer_id`
CREATE INDEX orders_customer_idx ON orders (customer_id) WHERE deleted_at IS NULL;
