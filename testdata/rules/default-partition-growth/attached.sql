-- config: [rules.default-partition-growth]
-- config: severity = "warning"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_rest (id bigint, at date NOT NULL);
-- migration: 2_attach.sql
ALTER TABLE events ATTACH PARTITION events_rest DEFAULT; -- want default-partition-growth: nobody notices that one is missing
