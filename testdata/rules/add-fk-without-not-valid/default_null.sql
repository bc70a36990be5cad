-- The server takes a new column for empty only where no default is written.
-- migration: 1_shop.sql
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_shop.sql
ALTER TABLE orders ADD COLUMN shop bigint REFERENCES shops ON DELETE CASCADE DEFAULT NULL; -- want add-fk-without-not-valid: help: looks at no row then:\nALTER TABLE orders ADD COLUMN shop bigint REFERENCES shops ON DELETE CASCADE;
ALTER TABLE orders ADD COLUMN other bigint default null references shops; -- want add-fk-without-not-valid: help: ALTER TABLE orders ADD COLUMN other bigint references shops;
ALTER TABLE orders ADD COLUMN last bigint REFERENCES shops;
