-- Looks harmless, and stops every checkout for as long as the build takes.
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
