-- config: [rules.partition-policy]
-- config: severity = "warning"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, tenant int, at date NOT NULL) PARTITION BY RANGE (tenant, at); -- want partition-policy: `events` is partitioned by 2 columns, and 1 is as many as are allowed
