DO $$
BEGIN
    EXECUTE 'CREATE TABLE seats (id bigint PRIMARY KEY)';
    EXECUTE 'INSERT INTO seats VALUES ($1)' USING 1;
END
$$;
CREATE FUNCTION migrate() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE 'ALTER TABLE "seats" ADD COLUMN row_name text';
END
$$;
SELECT migrate();
