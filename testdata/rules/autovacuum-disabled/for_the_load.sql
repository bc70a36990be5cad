-- migration: 1_events.sql
ALTER TABLE events SET (autovacuum_enabled = false);
-- migration: 2_done.sql
ALTER TABLE events SET (autovacuum_enabled = true);
