-- config: pg-version = 16
CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE AS $$ SELECT gen_random_uuid() $$;
CREATE TABLE events (id uuid DEFAULT uuidv7() PRIMARY KEY, returning_at timestamptz);
DO $$
BEGIN
    IF current_setting('server_version_num')::int >= 170000 THEN
        SET transaction_timeout = '5s';
    END IF;
END $$;
