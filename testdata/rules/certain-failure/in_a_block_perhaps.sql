-- A branch may not be taken, and a handler may take the error.
-- migration: 1_nav.sql
CREATE TABLE nav (id bigint PRIMARY KEY, s integer);
CREATE VIEW shown AS SELECT s FROM nav;
-- migration: 2_wider.sql
DO $$ BEGIN
    IF current_setting('server_version_num')::int > 200000 THEN
        ALTER TABLE nav ALTER COLUMN s TYPE bigint;
    END IF;
END $$;
-- migration: 4_early.sql
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM nav) THEN
        RETURN;
    END IF;
    DROP TABLE nav;
END $$;
-- migration: 3_gone.sql
DO $$ BEGIN
    DROP TABLE nav;
EXCEPTION WHEN dependent_objects_still_exist THEN
    NULL;
END $$;
