-- migration: 1_events.sql
CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);
-- migration: 2_year.sql
DO $$ BEGIN
    IF to_regclass('events_2025') IS NULL THEN
        CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01'); -- want create-partition-of-lock: blocks every read and write to `events`
    END IF;
END $$;
