-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE events_2021 PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
-- migration: 2_detach.sql
ALTER TABLE events DETACH PARTITION events_2020; -- want detach-partition-not-concurrent: blocks every read and write to `events`
-- migration: 3_transaction.sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE IF EXISTS public.events DETACH PARTITION public.events_2021; -- want detach-partition-not-concurrent: from the moment it starts to wait
DROP TABLE events_2021;
COMMIT;
