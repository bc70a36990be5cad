-- migration: 1_guests.sql
CREATE TABLE guest (id bigint PRIMARY KEY);
CREATE FUNCTION first_guest() RETURNS guest LANGUAGE sql STABLE AS $$ SELECT * FROM guest LIMIT 1 $$;
CREATE FUNCTION guest_count() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM guest $$;
-- migration: 2_visitors.sql
ALTER TABLE guest RENAME TO visitor;
CREATE OR REPLACE FUNCTION first_guest() RETURNS visitor LANGUAGE sql STABLE AS $$ SELECT * FROM visitor LIMIT 1 $$;
CREATE OR REPLACE FUNCTION guest_count() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT 1 $$; -- want certain-failure: cannot change return type of existing function
