-- migration: 0001_events.sql
CREATE TABLE events (id bigint NOT NULL, kind text) PARTITION BY HASH (id);
CREATE FUNCTION split(name text, parts int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR part IN 0 .. parts - 1 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)',
            name || '_' || part, name, parts, part);
    END LOOP;
END
$$;
SELECT split('events', 2);
-- migration: 0002_by_kind.sql
CREATE INDEX events_0_kind_idx ON events_0 (kind);
-- migration: 0003_all_by_kind.sql
CREATE INDEX events_kind_idx ON events (kind);
