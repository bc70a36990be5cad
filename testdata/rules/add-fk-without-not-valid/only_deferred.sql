-- Keys that are dropped and made again: only to be checked at another time, or as another key.
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint CONSTRAINT customers_pkey PRIMARY KEY);
CREATE TABLE orders (id bigint CONSTRAINT orders_pkey PRIMARY KEY, customer_id bigint, payer_id bigint, friend_id bigint, giver_id bigint);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_payer_id_idx ON orders (payer_id);
CREATE INDEX orders_friend_id_idx ON orders (friend_id);
CREATE INDEX orders_giver_id_idx ON orders (giver_id);
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers;
ALTER TABLE orders ADD CONSTRAINT orders_payer FOREIGN KEY (payer_id) REFERENCES customers DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE orders ADD CONSTRAINT orders_friend FOREIGN KEY (friend_id) REFERENCES customers;
ALTER TABLE orders ADD CONSTRAINT orders_giver FOREIGN KEY (giver_id) REFERENCES customers NOT VALID;
-- migration: 2_times.sql
SET lock_timeout = '2s';
ALTER TABLE orders DROP CONSTRAINT orders_customer;
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED; -- want add-fk-without-not-valid: help: ALTER TABLE orders ALTER CONSTRAINT orders_customer DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE orders DROP CONSTRAINT orders_payer, ADD CONSTRAINT orders_payer FOREIGN KEY (payer_id) REFERENCES customers; -- want add-fk-without-not-valid: help: ALTER TABLE orders ALTER CONSTRAINT orders_payer NOT DEFERRABLE;
ALTER TABLE orders DROP CONSTRAINT orders_friend, ADD CONSTRAINT orders_friend FOREIGN KEY (friend_id) REFERENCES customers ON DELETE CASCADE DEFERRABLE; -- want add-fk-without-not-valid: help: NOT VALID;
ALTER TABLE orders DROP CONSTRAINT orders_giver, ADD CONSTRAINT orders_giver FOREIGN KEY (giver_id) REFERENCES customers DEFERRABLE; -- want add-fk-without-not-valid: help: NOT VALID;
-- migration: 3_between.sql
ALTER TABLE orders DROP CONSTRAINT orders_customer;
UPDATE orders SET customer_id = customer_id + 1 WHERE id = 5;
UPDATE customers SET id = id + 1 WHERE id = 7;
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers; -- want add-fk-without-not-valid: help: NOT VALID;
