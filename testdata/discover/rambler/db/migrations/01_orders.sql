CREATE TABLE never_run (id bigint);
-- rambler up
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- rambler down
DROP TABLE orders;
