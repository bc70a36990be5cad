-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders OWNER TO shop;
-- migration: 2_rights.sql
REVOKE ALL ON orders FROM PUBLIC;
REVOKE ALL ON orders FROM reporting;
GRANT SELECT ON orders TO reporting;
ALTER TABLE orders OWNER TO shop;
