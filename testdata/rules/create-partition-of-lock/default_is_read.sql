-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- migration: 2_next.sql
SET lock_timeout = '2s';
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); -- want create-partition-of-lock: while every row of its default partition `events_rest` is read
