-- config: [rules.new-write-restriction]
-- config: severity = "advice"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- migration: 2_one.sql
ALTER TABLE events DETACH PARTITION events_2025;
-- migration: 3_default.sql
ALTER TABLE events DETACH PARTITION events_rest; -- want new-write-restriction: running code that writes to `events` what fits no other partition fails
-- migration: 4_back.sql
ALTER TABLE events ATTACH PARTITION events_rest DEFAULT;
-- migration: 5_exchanged.sql
ALTER TABLE events DETACH PARTITION events_rest;
CREATE TABLE events_new PARTITION OF events DEFAULT;
-- migration: 6_dropped.sql
DROP TABLE events_new; -- want new-write-restriction: running code that writes to `events` what fits no other partition fails
