-- migration: 1_events.sql
CREATE TABLE "Event" (id bigint PRIMARY KEY, "at" timestamptz);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS "Event_at" ON /* SCHEMA_NAME */."Event" ("at"); -- want concurrent-index-invalid-retry: help: DROP INDEX CONCURRENTLY IF EXISTS /* SCHEMA_NAME */."Event_at";
