-- migration: 1_measurements.sql
CREATE TABLE devices (id bigint PRIMARY KEY);
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL) PARTITION BY RANGE (taken_at);
CREATE TABLE measurements_2026 PARTITION OF measurements FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
-- migration: 2_key.sql
ALTER TABLE measurements ADD CONSTRAINT measurements_device_fkey FOREIGN KEY (device_id) REFERENCES devices (id) NOT VALID; -- want certain-failure: cannot add NOT VALID foreign key on partitioned table
