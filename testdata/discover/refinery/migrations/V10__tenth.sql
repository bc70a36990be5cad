CREATE TABLE tenth (id bigint PRIMARY KEY);
