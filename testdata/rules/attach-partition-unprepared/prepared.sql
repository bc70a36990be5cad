-- migration: 1_orders.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint NOT NULL, customer_id bigint REFERENCES customers (id), at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE orders_2024 (id bigint NOT NULL, customer_id bigint, at date NOT NULL);
-- migration: 2_prepare.sql
ALTER TABLE orders_2024 ADD CONSTRAINT bounds CHECK (at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;
ALTER TABLE orders_2024 ADD CONSTRAINT orders_2024_customer_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
-- migration: 3_validate.sql
ALTER TABLE orders_2024 VALIDATE CONSTRAINT bounds;
ALTER TABLE orders_2024 VALIDATE CONSTRAINT orders_2024_customer_fkey;
-- migration: 4_index.sql
CREATE UNIQUE INDEX CONCURRENTLY orders_2024_pkey ON orders_2024 (id, at);
-- migration: 5_key.sql
ALTER TABLE orders_2024 ADD CONSTRAINT orders_2024_pkey PRIMARY KEY USING INDEX orders_2024_pkey;
-- migration: 6_attach.sql
ALTER TABLE orders ATTACH PARTITION orders_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
