CREATE TABLE orders_legacy (id bigint PRIMARY KEY);
