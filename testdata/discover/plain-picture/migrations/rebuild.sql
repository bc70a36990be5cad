CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE parcels (id bigint PRIMARY KEY);
DELETE FROM orders;
