CREATE TABLE colors (id bigint PRIMARY KEY);
