-- migration: 1_shop.sql
CREATE TYPE mood AS ENUM ('good', 'bad');
-- migration: 2_mood.sql
DELETE FROM pg_catalog.pg_enum -- want system-catalog-write: deletes from `pg_enum` behind the server's back
WHERE enumtypid = 'mood'::regtype AND enumlabel = 'bad';
