-- config: [rules.gin-jsonb-operator-mismatch]
-- config: severity = "advice"
CREATE TABLE events (id bigint PRIMARY KEY, data jsonb, tags text[], body tsvector);
CREATE INDEX events_data_idx ON events USING gin (data jsonb_path_ops);
CREATE INDEX events_list_idx ON events USING gin ((data->'list'));
CREATE INDEX events_tags_idx ON events USING gin (tags);
CREATE INDEX events_body_idx ON events USING gin (body);
