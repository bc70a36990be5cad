-- migration: 1_events.sql
CREATE TABLE events (id bigint PRIMARY KEY);
-- migration: 2_places.sql
ALTER TABLE events ADD COLUMN place bigint;
CREATE TABLE places (id bigint PRIMARY KEY);
ALTER TABLE events ADD CONSTRAINT events_place FOREIGN KEY (place) REFERENCES places (id); -- want add-fk-without-not-valid: help: make `places` before the column is added, and write the reference beside the new column
