-- migration: 1_base.sql
CREATE TABLE events (id serial PRIMARY KEY, count integer);
-- migration: 2_bigger.sql
ALTER TABLE events
    ALTER COLUMN id TYPE bigint, -- want serial-sequence-left-integer: `events_id_seq`
    ALTER COLUMN count TYPE bigint;
