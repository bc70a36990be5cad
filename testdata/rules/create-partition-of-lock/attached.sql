-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
-- migration: 2_next.sql
CREATE TABLE events_2025 (LIKE events INCLUDING ALL);
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
-- migration: 3_inherits.sql
CREATE TABLE notes (id bigint);
CREATE TABLE old_notes () INHERITS (notes);
