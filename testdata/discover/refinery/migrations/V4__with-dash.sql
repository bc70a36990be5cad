CREATE TABLE dash (id bigint PRIMARY KEY);
