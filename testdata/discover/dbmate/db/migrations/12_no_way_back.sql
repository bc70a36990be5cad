--migrate:up
ALTER TABLE orders ADD COLUMN note text;
