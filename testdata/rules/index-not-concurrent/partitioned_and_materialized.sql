-- migration: 1_base.sql
CREATE TABLE events (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE MATERIALIZED VIEW daily AS SELECT date_trunc('day', at) AS day, count(*) AS n FROM events GROUP BY 1;
-- migration: 2_index.sql
CREATE INDEX events_at_idx ON events (at); -- want index-not-concurrent: and its partitions
CREATE UNIQUE INDEX daily_day_key ON daily (day); -- want index-not-concurrent: REFRESH too
-- migration: 3_only.sql
CREATE INDEX events_id_idx ON ONLY events (id);
