-- config: [rules.detach-inheritance-compat]
-- config: severity = "warning"
-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- migration: 2_detach.sql
ALTER TABLE events DETACH PARTITION events_2020; -- want detach-inheritance-compat: queries of `events` no longer find the rows of `events_2020`
