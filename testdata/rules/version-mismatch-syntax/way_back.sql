-- config: pg-version = 13
-- config: layout = "golang-migrate"
-- migration: 1_events.up.sql
CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 1_events.down.sql
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY; -- want version-mismatch-syntax: the way back cannot run
DROP TABLE events_2024;
DROP TABLE events;
