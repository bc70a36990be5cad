-- The new column can begin with the value; where it cannot, the batches take the rows that come out otherwise.
-- config: layout = "sqlx"
-- migration: 1_ideas.sql
CREATE TABLE ideas (id bigint PRIMARY KEY, body text);
-- migration: 2_status.sql
ALTER TABLE ideas ADD COLUMN params text;
UPDATE ideas SET params = '{}' WHERE params IS NULL; -- want ddl-and-backfill-same-transaction: help: ALTER TABLE ideas ADD COLUMN params text NOT NULL DEFAULT '{}';\n-- in a later migration, once
ALTER TABLE ideas ALTER COLUMN params SET NOT NULL;
-- migration: 3_body.sql
ALTER TABLE ideas ADD COLUMN other text;
UPDATE ideas SET body = coalesce(body, ''); -- want ddl-and-backfill-same-transaction: help: in batches of a few thousand:\nUPDATE ideas SET body = COALESCE(body, '')\n    WHERE id IN (SELECT id FROM ideas WHERE body IS NULL LIMIT 5000);
