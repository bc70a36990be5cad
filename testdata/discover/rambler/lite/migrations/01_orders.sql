-- rambler up
CREATE TABLE orders (id integer PRIMARY KEY);
