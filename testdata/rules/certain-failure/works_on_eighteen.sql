-- config: pg-version = 18
-- migration: 1_measurements.sql
CREATE TABLE devices (id bigint PRIMARY KEY);
CREATE TABLE measurements (device_id bigint NOT NULL, taken_at timestamptz NOT NULL) PARTITION BY RANGE (taken_at);
-- migration: 2_key.sql
ALTER TABLE measurements ADD CONSTRAINT measurements_device_fkey FOREIGN KEY (device_id) REFERENCES devices (id) NOT VALID;
CREATE INDEX measurements_device_idx ON ONLY measurements (device_id);
