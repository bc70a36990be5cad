-- rambler up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- rambler down
DROP TABLE orders;
