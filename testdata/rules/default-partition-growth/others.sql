-- config: [rules.default-partition-growth]
-- config: severity = "warning"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_late PARTITION OF events FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
