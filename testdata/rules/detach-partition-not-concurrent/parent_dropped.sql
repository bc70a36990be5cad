CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 2_plain.sql
BEGIN;
ALTER TABLE events DETACH PARTITION events_2024;
DROP TABLE events;
COMMIT;
