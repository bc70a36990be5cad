-- config: [rules.partition-policy]
-- config: severity = "warning"
-- config: strategies = []
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at); -- want partition-policy: `events` is partitioned, and no table is to be
