-- migration: 1_events.sql
CREATE TABLE events (id bigint, tenant_id int NOT NULL, at timestamptz NOT NULL, token text) PARTITION BY RANGE (tenant_id, at);
-- migration: 2_key.sql
ALTER TABLE events ADD PRIMARY KEY (id, at); -- want certain-failure: must include all partitioning columns
-- migration: 3_unique.sql
ALTER TABLE events ADD CONSTRAINT events_token_key UNIQUE (token); -- want certain-failure: must include all partitioning columns
-- migration: 4_index.sql
CREATE UNIQUE INDEX events_token_idx ON ONLY events (token, tenant_id); -- want certain-failure: must include all partitioning columns
