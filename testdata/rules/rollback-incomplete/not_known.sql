-- config: layout = "golang-migrate"
-- migration: 1_meters.up.sql
CREATE EXTENSION postgis;
CREATE TABLE meters (id bigint PRIMARY KEY, slug text);
-- migration: 1_meters.down.sql
DROP TABLE meters;
DROP EXTENSION postgis;
-- migration: 2_update.up.sql
ALTER EXTENSION postgis UPDATE TO '3.3.2';
DROP INDEX IF EXISTS meters_slug;
-- migration: 2_update.down.sql
ALTER EXTENSION postgis UPDATE TO '3.0.0';
CREATE UNIQUE INDEX meters_slug ON meters (slug);
-- migration: 3_wal.up.sql
CREATE TABLE wal (id bigint NOT NULL, tenant bigint) PARTITION BY HASH (id);
SELECT create_hash_partitions('wal', 4);
-- migration: 3_wal.down.sql
DROP TABLE wal;
-- migration: 4_index.up.sql
CREATE INDEX IF NOT EXISTS wal_0_tenant ON wal_0 (tenant);
CREATE INDEX IF NOT EXISTS wal_0_id ON wal_0 (id);
CREATE INDEX IF NOT EXISTS wal_tenant ON wal (tenant);
-- migration: 4_index.down.sql
DROP INDEX IF EXISTS wal_tenant; -- want rollback-incomplete: the index `wal_0_id` stays
