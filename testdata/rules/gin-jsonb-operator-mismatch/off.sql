CREATE TABLE events (id bigint PRIMARY KEY, data jsonb);
CREATE INDEX events_data_idx ON events USING gin (data);
