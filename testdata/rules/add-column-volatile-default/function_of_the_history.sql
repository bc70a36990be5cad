-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE FUNCTION short_id() RETURNS text LANGUAGE sql AS $$ SELECT substr(md5(random()::text), 1, 8) $$;
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN code text DEFAULT short_id() UNIQUE; -- want add-column-volatile-default: `short_id()`
