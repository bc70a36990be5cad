-- Google Cloud SQL lets its administrators give REPLICATION, and nothing graver.
-- migration: 1_grants.sql
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cloudsqliamuser') THEN GRANT USAGE ON SCHEMA public TO cloudsqliamuser; END IF; END $$;
-- migration: 2_replication.sql
ALTER USER app WITH REPLICATION;
ALTER USER app WITH SUPERUSER REPLICATION; -- want superuser-operation: a role with SUPERUSER
ALTER USER app WITH REPLICATION BYPASSRLS; -- want superuser-operation: a role with BYPASSRLS
