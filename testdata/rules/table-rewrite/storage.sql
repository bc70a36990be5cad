-- migration: 1_base.sql
CREATE TABLE metrics (id bigint PRIMARY KEY, value double precision);
CREATE UNLOGGED TABLE sessions (id uuid PRIMARY KEY, data jsonb);
CREATE INDEX metrics_value_idx ON metrics (value);
-- migration: 2_unlogged.sql
ALTER TABLE metrics SET UNLOGGED; -- want table-rewrite: every read and write to `metrics` while the table and its indexes are rewritten
ALTER TABLE sessions SET LOGGED; -- want table-rewrite: every row of it goes to the WAL
-- migration: 3_tablespace.sql
ALTER TABLE metrics SET TABLESPACE fast_disk; -- want table-rewrite: its rows are copied to the tablespace `fast_disk`
ALTER INDEX metrics_value_idx SET TABLESPACE fast_disk; -- want table-rewrite: every read and write to `metrics` while its index `metrics_value_idx` is copied
-- migration: 4_access_method.sql
ALTER TABLE metrics SET ACCESS METHOD columnar; -- want table-rewrite: rewritten for another access method
-- migration: 5_all.sql
ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE fast_disk; -- want table-rewrite: each table of the tablespace
