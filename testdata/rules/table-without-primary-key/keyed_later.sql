-- config: [rules.table-without-primary-key]
-- config: severity = "advice"
-- migration: 1_visits.sql
CREATE TABLE visits (id bigint NOT NULL, at timestamptz);
CREATE TABLE members (team_id bigint NOT NULL, person_id bigint NOT NULL, UNIQUE (team_id, person_id));
CREATE TABLE measures (id bigint, at date) PARTITION BY RANGE (at);
ALTER TABLE measures ADD PRIMARY KEY (id, at);
CREATE TABLE measures_2024 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
-- migration: 2_key.sql
ALTER TABLE visits ADD PRIMARY KEY (id);
