-- Names sort by a collation that the files do not tell, and a bound may be computed.
-- migration: 1_tables.sql
CREATE TABLE people (name text NOT NULL) PARTITION BY RANGE (name);
CREATE TABLE people_a PARTITION OF people FOR VALUES FROM ('a') TO ('n');
CREATE TABLE people_b PARTITION OF people FOR VALUES FROM ('B') TO ('z');
CREATE TABLE metrics (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE metrics_1 PARTITION OF metrics FOR VALUES FROM ('yesterday') TO ('tomorrow');
CREATE TABLE metrics_2 PARTITION OF metrics FOR VALUES FROM ('2024-01-01 00:00:00+02') TO ('2024-01-02 00:00:00-07');
-- migration: 2_again.sql
CREATE TABLE IF NOT EXISTS people_a PARTITION OF people FOR VALUES FROM ('a') TO ('n');
