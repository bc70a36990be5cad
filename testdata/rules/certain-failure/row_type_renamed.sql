-- migration: 1_party.sql
CREATE TABLE party (id bigint PRIMARY KEY);
CREATE FUNCTION current_party() RETURNS party LANGUAGE sql STABLE AS $$ SELECT * FROM party LIMIT 1 $$;
CREATE FUNCTION party_count() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM party $$;
-- migration: 2_account.sql
ALTER TABLE party RENAME TO account;
CREATE OR REPLACE FUNCTION current_party() RETURNS account LANGUAGE sql STABLE AS $$ SELECT * FROM account LIMIT 1 $$;
CREATE OR REPLACE FUNCTION party_count() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT 1 $$; -- want certain-failure: cannot change return type of existing function
