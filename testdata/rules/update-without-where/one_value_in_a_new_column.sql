-- A new column begins with a constant in an instant, and is NOT NULL then without a scan.
-- migration: 1_ideas.sql
CREATE TABLE ideas (id bigint PRIMARY KEY, title text, old integer);
-- migration: 2_status.sql
ALTER TABLE ideas ADD status integer;
UPDATE ideas SET status = 0; -- want update-without-where: help: let `status` begin with it, which takes an instant, and leave the UPDATE and SET NOT NULL out:\nALTER TABLE ideas ADD COLUMN status integer NOT NULL DEFAULT 0;\n-- in a later migration, once all running code writes `status`, where new rows are to have no default:\nALTER TABLE ideas ALTER COLUMN status DROP DEFAULT;
ALTER TABLE ideas ALTER COLUMN status SET NOT NULL; -- want set-not-null-scan: help: ALTER TABLE ideas ADD COLUMN status integer NOT NULL DEFAULT 0;
-- migration: 3_nullable.sql
ALTER TABLE ideas ADD tags text[], ADD made timestamptz;
UPDATE ideas SET tags = '{}', made = now(); -- want update-without-where: help: let the new columns begin with theirs, which takes an instant, and leave the UPDATE out:\nALTER TABLE ideas ADD COLUMN tags text[] DEFAULT '{}', ADD COLUMN made timestamptz DEFAULT now();\n-- where new rows are to have no default:\nALTER TABLE ideas ALTER COLUMN tags DROP DEFAULT;
ALTER TABLE ideas ALTER COLUMN made SET DEFAULT now();
-- migration: 4_other.sql
ALTER TABLE ideas ADD key uuid, ADD copy text, ADD checked integer CHECK (checked > 0), ADD twice integer;
UPDATE ideas SET key = gen_random_uuid(); -- want update-without-where: help: do it in batches
UPDATE ideas SET copy = title; -- want update-without-where: help: do it in batches
UPDATE ideas SET checked = 1; -- want update-without-where: help: do it in batches
UPDATE ideas SET twice = 1, old = 2; -- want update-without-where: help: do it in batches
