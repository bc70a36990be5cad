-- An index that takes the name of one that the migration drops is built while that one is there.
-- migration: 001_init.sql
CREATE TABLE chats (id int PRIMARY KEY, identifier text NOT NULL, archived_at timestamptz);
CREATE UNIQUE INDEX identifier_idx ON chats (identifier);
CREATE INDEX archived_idx ON chats (archived_at);
-- migration: 002_archive.sql
DROP INDEX identifier_idx; -- want drop-index-not-concurrent: help: refuses duplicates meanwhile, outside a transaction and alone in its file:\nCREATE UNIQUE INDEX CONCURRENTLY identifier_idx_new ON chats (identifier) WHERE archived_at IS NULL;\nDROP INDEX CONCURRENTLY identifier_idx;\nALTER INDEX identifier_idx_new RENAME TO identifier_idx;
CREATE UNIQUE INDEX identifier_idx ON chats (identifier) WHERE archived_at IS NULL; -- want index-not-concurrent: help: CREATE UNIQUE INDEX CONCURRENTLY identifier_idx_new ON chats (identifier) WHERE archived_at IS NULL;\nDROP INDEX CONCURRENTLY identifier_idx;\nALTER INDEX identifier_idx_new RENAME TO identifier_idx;
DROP INDEX archived_idx; -- want drop-index-not-concurrent: help: serves queries meanwhile
CREATE INDEX archived_idx ON chats (archived_at, id); -- want index-not-concurrent: help: CREATE INDEX CONCURRENTLY archived_idx_new ON chats (archived_at, id);
-- migration: 003_again.sql
DROP INDEX IF EXISTS identifier_idx; -- want drop-index-not-concurrent: help: DROP INDEX CONCURRENTLY IF EXISTS identifier_idx_new;\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS identifier_idx_new
CREATE UNIQUE INDEX IF NOT EXISTS identifier_idx ON chats (identifier); -- want index-not-concurrent: help: DROP INDEX CONCURRENTLY IF EXISTS identifier_idx_new;
-- migration: 004_column.sql
ALTER TABLE chats DROP COLUMN archived_at; -- want drop-without-archive: `chats.archived_at`
ALTER TABLE chats ADD COLUMN archived_at date;
CREATE INDEX archived_idx ON chats (archived_at); -- want index-not-concurrent: help: CREATE INDEX CONCURRENTLY archived_idx ON chats (archived_at);
