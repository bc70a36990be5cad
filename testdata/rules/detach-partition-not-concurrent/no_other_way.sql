-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
-- migration: 2_detach.sql
ALTER TABLE events DETACH PARTITION events_2020;
-- migration: 3_exchange.sql
CREATE TABLE new_rest (LIKE events INCLUDING ALL);
BEGIN;
ALTER TABLE events DETACH PARTITION events_rest;
ALTER TABLE events ATTACH PARTITION new_rest DEFAULT;
COMMIT;
