-- config: [rules.gin-jsonb-operator-mismatch]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE events (id bigint PRIMARY KEY, data jsonb, tags text[]);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY events_data_idx ON events USING GIN (data); -- want gin-jsonb-operator-mismatch: the index on `events.data` serves @>
