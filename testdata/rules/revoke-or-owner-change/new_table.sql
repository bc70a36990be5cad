CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders OWNER TO shop;
REVOKE ALL ON orders FROM anon;
