CREATE TABLE orders (id bigint PRIMARY KEY);
TRUNCATE orders;
CREATE TEMP TABLE scratch (id int);
TRUNCATE scratch;
