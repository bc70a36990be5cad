-- squawk-ignore-file -- want blanket-suppression: everything in the file
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
ALTER TABLE carts ADD COLUMN note text;
