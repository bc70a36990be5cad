-- config: layout = "sqlx"
-- migration: 20241108160105_import_jobs_2.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, state text);
-- migration: 20241108160105_import_jobs_3.sql
ALTER TABLE jobs ADD CONSTRAINT state_is_known CHECK (state <> '');
-- migration: 20241108160106_import_jobs_4.sql
ALTER TABLE jobs ADD CONSTRAINT state_is_short CHECK (length(state) < 10);
-- migration: 20241108160107_other_1.sql
ALTER TABLE jobs ADD CONSTRAINT state_is_low CHECK (state = lower(state)); -- want add-check-without-not-valid
-- migration: 20241108160117_import_jobs_5.sql
ALTER TABLE jobs ADD CONSTRAINT state_is_ascii CHECK (state ~ '^[a-z]'); -- want add-check-without-not-valid
