-- migration: 1_measurements.sql
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL, value double precision)
    PARTITION BY RANGE (taken_at);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS measurements_device_idx ON measurements (device_id); -- want certain-failure: cannot create index on partitioned table "measurements" concurrently
