-- What a condition or a handler may leave out says nothing of the columns that are there.
-- migration: 001_settings.sql
CREATE TABLE settings (id text, org text);
-- migration: 002_rename.sql
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'settings' AND column_name = 'act') THEN
        ALTER TABLE settings RENAME COLUMN act TO org;
    END IF;
END $$;
ALTER TABLE settings ADD COLUMN level int;
-- migration: 003_rename_away.sql
DO $$ BEGIN
    ALTER TABLE settings RENAME COLUMN act TO actor;
EXCEPTION WHEN undefined_column THEN NULL;
END $$;
CREATE INDEX settings_id ON settings (id);
-- migration: 004_handled.sql
DO $$ BEGIN
    ALTER TABLE settings ALTER COLUMN act SET NOT NULL;
EXCEPTION WHEN others THEN RAISE NOTICE 'none';
END $$;
ALTER TABLE settings ADD COLUMN kind int;
-- migration: 005_perhaps_dropped.sql
DO $$ BEGIN
    IF current_setting('app.old', true) = 'on' THEN
        ALTER TABLE settings DROP COLUMN level;
        ALTER TABLE settings DROP CONSTRAINT IF EXISTS settings_level;
    END IF;
END $$;
UPDATE settings SET level = 1;
ALTER TABLE settings DROP CONSTRAINT settings_level;
