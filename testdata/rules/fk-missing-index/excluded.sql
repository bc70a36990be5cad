-- The index of an exclusion constraint finds equal values of its first column, if it leaves no row out.
-- migration: 1_rooms.sql
CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id int PRIMARY KEY);
CREATE TABLE stays (
    id bigint PRIMARY KEY,
    room int REFERENCES rooms,
    other int REFERENCES rooms, -- want fk-missing-index: `other`
    days daterange,
    gone boolean,
    EXCLUDE USING gist (room WITH =, days WITH &&),
    EXCLUDE USING gist (other WITH =, days WITH &&) WHERE (NOT gone)
);
