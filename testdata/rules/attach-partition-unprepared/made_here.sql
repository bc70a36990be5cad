-- migration: 1_events.sql
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
-- migration: 2_next.sql
CREATE TABLE events_2025 (id bigint NOT NULL, at date NOT NULL);
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 3_index.sql
CREATE INDEX events_at_idx ON ONLY events (at);
CREATE INDEX events_2025_at_idx ON events_2025 (at);
ALTER INDEX events_at_idx ATTACH PARTITION events_2025_at_idx;
