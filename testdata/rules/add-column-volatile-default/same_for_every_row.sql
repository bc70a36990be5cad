-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE FUNCTION default_currency() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'EUR' $$;
-- migration: 2_defaults.sql
ALTER TABLE orders
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_at timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    ADD COLUMN tags text[] NOT NULL DEFAULT '{}',
    ADD COLUMN data jsonb NOT NULL DEFAULT '{}'::jsonb,
    ADD COLUMN day date DEFAULT CURRENT_DATE,
    ADD COLUMN currency text DEFAULT default_currency();
