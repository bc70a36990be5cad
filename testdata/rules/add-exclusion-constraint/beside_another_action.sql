-- migration: 1_shifts.sql
CREATE TABLE shifts (id bigint PRIMARY KEY, during tstzrange NOT NULL);
-- migration: 2_exclude.sql
ALTER TABLE shifts
    ADD COLUMN note text,
    ADD EXCLUDE USING gist (during WITH &&); -- want add-exclusion-constraint: `shifts`
