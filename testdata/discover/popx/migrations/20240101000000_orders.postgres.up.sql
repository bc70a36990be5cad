CREATE TABLE orders_pg (id bigint PRIMARY KEY);
