CREATE TABLE customers (id bigint PRIMARY KEY);
INSERT INTO customers SELECT generate_series(1, 1000);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
INSERT INTO orders SELECT n, CASE WHEN n % 10 > 0 THEN n % 1000 + 1 END FROM generate_series(1, 300000) AS n;
ANALYZE customers, orders;
-- case: rows point at nothing
INSERT INTO orders VALUES (-1, 5000), (-2, 5001);
-- flags: --read-rows
-- migration
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want add-fk-without-not-valid confirmed: 2 rows of `orders` have no parent in customers: the statement fails with SQLSTATE 23503 -- want rows-may-violate confirmed: 2 rows
-- case: every row has its parent
-- flags: --read-rows
-- migration
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers; -- want add-fk-without-not-valid sized: no row has no parent
-- case: a small table is checked in a moment
CREATE TABLE small AS SELECT * FROM orders LIMIT 10;
ANALYZE small;
-- migration
ALTER TABLE small ADD CONSTRAINT small_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want add-fk-without-not-valid refuted: `small` has 10 rows
-- case: not allowed to look
-- flags: --read-rows
-- role: stranger
-- migration
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want rows-may-violate unknown: the role may not read `customers` (GRANT SELECT)
-- case: every row has its parent, and the statement is about the rows alone
-- flags: --read-rows
-- migration
ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want rows-may-violate refuted: no row of `orders` has no parent
-- case: nobody counted
CREATE TABLE fresh (customer_id bigint);
-- migration
ALTER TABLE fresh ADD CONSTRAINT fresh_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want add-fk-without-not-valid unknown: `fresh` was never analyzed
