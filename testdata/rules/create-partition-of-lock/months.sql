-- config: layout = "sqlx"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 2_next.sql
CREATE TABLE IF NOT EXISTS events_2025_01 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2025-02-01'); -- want create-partition-of-lock: blocks every read and write to `events`
-- The transaction has the lock by now.
CREATE TABLE IF NOT EXISTS events_2025_02 PARTITION OF events FOR VALUES FROM ('2025-02-01') TO ('2025-03-01');
-- migration: 3_bounded.sql
SET LOCAL lock_timeout = '2s';
CREATE TABLE events_2025_03 PARTITION OF events FOR VALUES FROM ('2025-03-01') TO ('2025-04-01'); -- want create-partition-of-lock: from the moment it starts to wait
