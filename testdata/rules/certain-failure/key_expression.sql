-- migration: 1_visits.sql
CREATE TABLE visits (
    id bigint,
    at timestamp NOT NULL,
    UNIQUE (id, at) -- want certain-failure: unsupported UNIQUE constraint with partition key definition
) PARTITION BY RANGE (date_trunc('month', at));
