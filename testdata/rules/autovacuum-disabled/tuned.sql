ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_enabled = true);
CREATE TEMP TABLE scratch (id int) WITH (autovacuum_enabled = false);
