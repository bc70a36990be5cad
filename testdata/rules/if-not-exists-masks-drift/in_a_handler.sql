-- migration: 1_tokens.sql
CREATE TABLE tokens (id bigint PRIMARY KEY, hash text);
-- migration: 2_index.sql
DO $$
BEGIN
    BEGIN
        CREATE INDEX IF NOT EXISTS tokens_hash_idx ON tokens USING hash (hash);
    EXCEPTION WHEN OTHERS THEN
        CREATE INDEX IF NOT EXISTS tokens_hash_idx ON tokens (hash);
    END;
    CREATE INDEX IF NOT EXISTS tokens_hash_idx ON tokens (lower(hash)); -- want if-not-exists-masks-drift: does nothing: the index `tokens_hash_idx` is there already
END $$;
