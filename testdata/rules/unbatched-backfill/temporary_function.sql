-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY, stage text, note text);
-- migration: 2_slugs.sql
CREATE FUNCTION pg_temp.slug(l text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(l) $$;
UPDATE deals SET stage = pg_temp.slug(stage) WHERE stage <> pg_temp.slug(stage); -- want unbatched-backfill: help: do it in batches of a few thousand that commit in between, best outside the migration, in one session that first makes the function of pg_temp: no other session has it:\nUPDATE deals
UPDATE deals SET note = lower(note) WHERE note <> lower(note); -- want unbatched-backfill: help: best outside the migration:
