CREATE TABLE models (id bigint PRIMARY KEY);
-- migration: 2_org.sql
ALTER TABLE models ADD COLUMN org bigint;
UPDATE models SET org = 1 WHERE org IS NULL;
-- migration: 3_required.sql
BEGIN;
DELETE FROM models WHERE org IS NULL;
ALTER TABLE models ALTER COLUMN org SET NOT NULL;
COMMIT;
