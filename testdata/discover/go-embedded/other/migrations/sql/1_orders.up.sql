CREATE TABLE orders_sql (id bigint PRIMARY KEY);
