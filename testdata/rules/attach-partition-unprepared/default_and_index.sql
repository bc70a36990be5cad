-- migration: 1_events.sql
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2024 (id bigint NOT NULL, at date NOT NULL CHECK (at >= '2024-01-01' AND at < '2025-01-01'));
CREATE UNIQUE INDEX events_2024_key ON events_2024 (id, at);
-- migration: 2_attach.sql
ALTER TABLE events ATTACH PARTITION events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); -- want attach-partition-unprepared: `events_rest`, the default partition of `events`
-- migration: 3_detach.sql
ALTER TABLE events DETACH PARTITION events_rest;
-- migration: 4_plain.sql
CREATE TABLE events_2023 (id bigint NOT NULL, at date NOT NULL CHECK (at >= '2023-01-01' AND at < '2024-01-01'));
-- migration: 5_attach.sql
-- An index without the constraint does not do for a primary key.
ALTER TABLE events ATTACH PARTITION events_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01'); -- want attach-partition-unprepared: while the index `events_2023_pkey` is built
