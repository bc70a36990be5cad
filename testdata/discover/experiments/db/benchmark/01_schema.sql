CREATE TABLE store (id bigint PRIMARY KEY);
