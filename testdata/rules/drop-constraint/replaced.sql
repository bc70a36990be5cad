-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text CONSTRAINT customers_email_key UNIQUE);
CREATE TABLE orders (
    id bigint CONSTRAINT orders_pkey PRIMARY KEY,
    customer_id bigint CONSTRAINT orders_customer_id_fkey REFERENCES customers (id),
    kind text CONSTRAINT orders_kind_check CHECK (kind IN ('a', 'b')),
    uid uuid NOT NULL
);
-- migration: 2_replace.sql
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey;
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_kind_check, ADD CONSTRAINT kinds CHECK (kind IN ('a', 'b', 'c'));
ALTER TABLE orders DROP CONSTRAINT orders_pkey;
ALTER TABLE orders ADD PRIMARY KEY (id);
CREATE UNIQUE INDEX customers_email_uq ON customers (email);
ALTER TABLE customers DROP CONSTRAINT customers_email_key;
