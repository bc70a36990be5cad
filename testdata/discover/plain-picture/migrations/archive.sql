CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE archived (id bigint PRIMARY KEY);
