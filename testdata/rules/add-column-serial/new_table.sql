CREATE TABLE orders (code text);
ALTER TABLE orders ADD COLUMN id serial;
