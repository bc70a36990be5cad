-- migration: 1_images.sql
CREATE TABLE images (id bigint PRIMARY KEY, version text);
CREATE TABLE versions (id bigint PRIMARY KEY, version text);
-- migration: 2_version.sql
BEGIN;
ALTER TABLE images ADD COLUMN repository bigint;
SELECT version FROM versions ORDER BY id FOR NO KEY UPDATE; -- want slow-statement-while-holding-lock: help: let the lock go first: put what takes it in a migration of its own; the rows that are locked here stay so for what follows only in one transaction with it
COMMIT;
