-- migration: 001_base.sql
CREATE TABLE seats (id int PRIMARY KEY, hall int, seat int, CONSTRAINT seats_place UNIQUE (hall), CONSTRAINT seats_shift EXCLUDE (seat WITH =));

-- migration: 002_wider.sql
ALTER TABLE seats
    DROP CONSTRAINT seats_place,
    ADD CONSTRAINT seats_place UNIQUE (hall, seat), -- want add-unique-without-index: blocks every read and write to `seats` while the index under the constraint is built
    DROP CONSTRAINT seats_shift,
    ADD CONSTRAINT seats_shift EXCLUDE (seat WITH =, hall WITH =); -- want add-exclusion-constraint: blocks every read and write to `seats` while the index under the constraint is built
