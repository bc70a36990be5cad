DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
        CREATE TYPE mood AS ENUM ('a');
    END IF;
    ALTER TABLE t ADD COLUMN m mood;
END $$;

-- expected:
-- column t.m: mood
-- enum mood: values ('a')
-- table t (assumed): (m), and columns unknown, filled
