CREATE TABLE test (id bigint PRIMARY KEY);
