CREATE TABLE alpha_two (id bigint PRIMARY KEY);
