-- migration: 1_events.sql
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE FUNCTION add_next_year() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE events_2030 PARTITION OF events FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
END
$$;
-- migration: 2_partition.sql
SELECT add_next_year(); -- want ddl-via-function-call: the call of `add_next_year` blocks every read and write to `events`
