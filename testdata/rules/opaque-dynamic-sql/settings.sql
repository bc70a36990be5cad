-- migration: 001_settings.sql
DO $$ BEGIN EXECUTE format('ALTER ROLE %I SET search_path = shop, public;', current_user); END $$;
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = 8192', current_database()); END $$;

-- migration: 002_not_only.sql
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET TABLESPACE fast', current_database()); END $$; -- want opaque-dynamic-sql: made up
DO $$ BEGIN EXECUTE format('ALTER ROLE %I %s', current_user, 'SET a.b = 1'); END $$; -- want opaque-dynamic-sql: made up
