-- config: [rules.default-partition-growth]
-- config: severity = "warning"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest PARTITION OF events DEFAULT; -- want default-partition-growth: `events_rest` takes every row of `events` that no other partition wants
