-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY, d timestamptz, e timestamptz, f timestamp, g timestamptz, h timestamptz);
-- migration: 2_dates.sql
ALTER TABLE deals ALTER COLUMN d TYPE date USING d::date; -- want alter-column-type-rewrite: help: ADD COLUMN d_new date;\n-- each session would convert in a time zone of its own: put the one that is right in the place of 'UTC', for the trigger, which fires for the batches too:\nCREATE FUNCTION deals_d_sync() RETURNS trigger LANGUAGE plpgsql SET timezone = 'UTC' AS
ALTER TABLE deals ALTER COLUMN e TYPE date USING (e AT TIME ZONE 'Europe/Oslo')::date; -- want alter-column-type-rewrite: help: RETURNS trigger LANGUAGE plpgsql AS
-- migration: 3_zones.sql
SET timezone = 'Europe/Paris';
ALTER TABLE deals ALTER COLUMN f TYPE timestamptz; -- want alter-column-type-rewrite: help: -- the trigger, which fires for the batches too, converts in the zone of this session, not in that of whoever writes:\nCREATE FUNCTION deals_f_sync() RETURNS trigger LANGUAGE plpgsql SET timezone = 'Europe/Paris' AS
ALTER TABLE deals ALTER COLUMN g TYPE text USING to_char(g, 'YYYY'); -- want alter-column-type-rewrite: help: LANGUAGE plpgsql SET timezone = 'Europe/Paris' AS
ALTER TABLE deals ALTER COLUMN h TYPE text; -- want alter-column-type-rewrite: help: LANGUAGE plpgsql SET timezone = 'Europe/Paris' AS
