CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUM note text; -- want syntax-error: syntax error at or near
ALTER TABLE orders ADD COLUMN state text;
