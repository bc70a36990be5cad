-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2019 PARTITION OF events FOR VALUES FROM ('2019-01-01') TO ('2020-01-01');
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- migration: 2_detach.sql
ALTER TABLE events DETACH PARTITION events_2019 CONCURRENTLY;
-- migration: 3_drop.sql
DROP TABLE events_2019;
-- migration: 4_bounded.sql
SET lock_timeout = '1s';
DROP TABLE events_2020;
