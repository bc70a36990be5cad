-- migration: 1_quiet.sql
ALTER TABLE orders ADD CONSTRAINT fk_orders_shipping_address_references_the_addresses_of_all_customers FOREIGN KEY (a) REFERENCES addresses (id) NOT VALID;
-- migration: 2_looked_up.sql
ALTER TABLE orders ADD CONSTRAINT fk_orders_billing_address_references_the_addresses_of_all_the_customers FOREIGN KEY (b) REFERENCES addresses (id) NOT VALID; -- want identifier-too-long: it is 71 bytes long
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'fk_orders_billing_address_references_the_addresses_of_all_the_customers') THEN
        RAISE NOTICE 'not there';
    END IF;
END $$;
-- migration: 3_two_become_one.sql
ALTER TABLE orders ADD CONSTRAINT fk_orders_returns_address_references_the_addresses_of_customers_one CHECK (a > 0) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT fk_orders_returns_address_references_the_addresses_of_customers_two CHECK (b > 0) NOT VALID; -- want identifier-too-long: and so does
