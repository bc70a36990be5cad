-- migration: 1_a.sql
CREATE TABLE bookings (id bigint PRIMARY KEY, made_at timestamptz);
-- migration: 2_b.sql
CREATE INDEX ON bookings (made_at); -- want index-not-concurrent: help: \nCREATE INDEX CONCURRENTLY bookings_made_at_idx ON bookings (made_at);
