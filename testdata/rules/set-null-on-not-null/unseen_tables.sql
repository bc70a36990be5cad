-- migration: 1_key.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE SET NULL;
ALTER TABLE orders ADD CONSTRAINT orders_seller_fkey FOREIGN KEY (seller) REFERENCES people (id) ON DELETE SET DEFAULT;
-- migration: 2_not_null.sql
ALTER TABLE orders ALTER COLUMN customer SET NOT NULL; -- want set-null-on-not-null: help:ALTER TABLE orders DROP CONSTRAINT orders_customer_fkey, ADD CONSTRAINT orders_customer_fkey
ALTER TABLE orders ALTER COLUMN seller SET NOT NULL;
