-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE plans (id int PRIMARY KEY, code text NOT NULL, other text);

-- migration: 002_provider.up.sql
SET lock_timeout = '2s';
ALTER TABLE plans ADD COLUMN provider text, ALTER COLUMN code DROP NOT NULL;
UPDATE plans SET provider = 'A' WHERE code IS NOT NULL; -- want ddl-and-backfill-same-transaction: help: every row gets the same value: let `provider` begin with it
ALTER TABLE plans ALTER COLUMN provider SET NOT NULL;

-- migration: 003_not_all.up.sql
SET lock_timeout = '2s';
ALTER TABLE plans ADD COLUMN source text;
UPDATE plans SET source = 'A' WHERE code IS NOT NULL; -- want ddl-and-backfill-same-transaction: help: commit the schema change first
