-- config: layout = "sqlx"
-- What a dump sets first: the server then takes the body as it is.
-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('open');
-- migration: 2_new.sql
SET LOCAL check_function_bodies = off;
ALTER TYPE state ADD VALUE 'new';
CREATE FUNCTION first_state() RETURNS state LANGUAGE sql AS $$ SELECT 'new'::state $$;
-- migration: 3_old.sql
ALTER TYPE state ADD VALUE 'old';
CREATE FUNCTION last_state() RETURNS state LANGUAGE sql AS $$ SELECT 'old'::state $$; -- want enum-value-used-in-transaction: unsafe use
