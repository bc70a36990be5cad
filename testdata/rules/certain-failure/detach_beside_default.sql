-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- migration: 2_detach.sql
ALTER TABLE events DETACH PARTITION events_2020 CONCURRENTLY; -- want certain-failure: when a default partition exists
-- migration: 3_default_first.sql
ALTER TABLE events DETACH PARTITION events_rest;
-- migration: 4_detach.sql
ALTER TABLE events DETACH PARTITION events_2021 CONCURRENTLY;
