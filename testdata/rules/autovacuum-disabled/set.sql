-- migration: 1_events.sql
CREATE TABLE events (id bigint PRIMARY KEY);
-- migration: 2_load.sql
ALTER TABLE events SET (autovacuum_enabled = off, fillfactor = 90); -- want autovacuum-disabled: nothing cleans up `events`
