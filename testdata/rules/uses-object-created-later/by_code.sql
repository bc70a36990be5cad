-- migration: 001_note.sql
ALTER TABLE sessions ADD COLUMN agent text;
-- migration: 002_reset.sql
DO $$
DECLARE t text;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP TABLE %I CASCADE', t);
    END LOOP;
END $$;
-- migration: 003_sessions.sql
CREATE TABLE sessions (id uuid PRIMARY KEY, agent text);
