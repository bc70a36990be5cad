CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE parcels (id bigint PRIMARY KEY);
