-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text CONSTRAINT customers_email_key UNIQUE);
CREATE TABLE orders (
    id bigint CONSTRAINT orders_pkey PRIMARY KEY,
    customer_id bigint CONSTRAINT orders_customer_id_fkey REFERENCES customers (id),
    amount numeric CONSTRAINT orders_amount_check CHECK (amount > 0)
);
-- migration: 2_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; -- want drop-constraint: removes the foreign key `orders_customer_id_fkey` from `orders`: rows can point at nothing in `customers`
ALTER TABLE orders DROP CONSTRAINT orders_amount_check; -- want drop-constraint: removes the check
ALTER TABLE customers DROP CONSTRAINT customers_email_key; -- want drop-constraint: duplicates can be written
ALTER TABLE elsewhere DROP CONSTRAINT elsewhere_check; -- want drop-constraint: removes the constraint `elsewhere_check`
