-- config: pg-version = 13
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01') PARTITION BY LIST (id);
CREATE TABLE events_2020_1 PARTITION OF events_2020 FOR VALUES IN (1);
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- migration: 2_retention.sql
DROP TABLE events_2020_1; -- want drop-partition-lock: to `events_2020`
-- migration: 3_retention.sql
DROP TABLE events_2020; -- want drop-partition-lock: to `events`
