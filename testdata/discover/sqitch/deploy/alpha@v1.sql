CREATE TABLE alpha_one (id bigint PRIMARY KEY);
