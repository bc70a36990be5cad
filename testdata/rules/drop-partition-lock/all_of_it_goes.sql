-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- migration: 2_gone.sql
DROP TABLE events_2020;
DROP TABLE events;
-- migration: 3_made_and_dropped.sql
CREATE TABLE visits (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE visits_2020 PARTITION OF visits FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
DROP TABLE visits_2020;
