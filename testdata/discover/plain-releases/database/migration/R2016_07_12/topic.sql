CREATE TABLE topic (id bigint PRIMARY KEY);
