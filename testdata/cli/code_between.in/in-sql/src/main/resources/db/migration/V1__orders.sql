CREATE TABLE parcels (id integer PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, parcel text);
