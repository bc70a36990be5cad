-- migration: 1_base.sql
CREATE TABLE devices (vendor smallint, number bigint, PRIMARY KEY (vendor, number));
CREATE TABLE readings (id bigint PRIMARY KEY, device_vendor smallint, device_number integer);
-- migration: 2_key.sql
ALTER TABLE readings ADD CONSTRAINT readings_device_fkey
    FOREIGN KEY (device_vendor, device_number) REFERENCES devices NOT VALID; -- want fk-type-mismatch: `readings.device_number` is integer
