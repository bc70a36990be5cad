CREATE TABLE ninth (id bigint PRIMARY KEY);
