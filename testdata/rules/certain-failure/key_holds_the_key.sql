-- migration: 1_events.sql
CREATE TABLE events (id bigint, at timestamptz NOT NULL, token text, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 2_token.sql
CREATE UNIQUE INDEX events_2024_token_idx ON events_2024 (token);
CREATE INDEX events_token_idx ON events (token);
