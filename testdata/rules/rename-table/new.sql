CREATE TABLE orders (id integer PRIMARY KEY);
ALTER TABLE orders RENAME TO purchases;
CREATE TEMP TABLE scratch (id integer);
ALTER TABLE scratch RENAME TO scratched;
