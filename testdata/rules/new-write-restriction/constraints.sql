-- config: [rules.new-write-restriction]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, state text, customer bigint);
CREATE DOMAIN code AS text;
-- migration: 2_restrict.sql
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want new-write-restriction: has no value in `state` fails
ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers NOT VALID; -- want new-write-restriction: refers to no row of `customers`
ALTER DOMAIN code ADD CHECK (VALUE <> '') NOT VALID; -- want new-write-restriction: does not satisfy the domain
