CREATE TABLE persons (id bigint PRIMARY KEY, born date);
