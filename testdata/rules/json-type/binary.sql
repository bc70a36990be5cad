CREATE TABLE events (id bigint PRIMARY KEY, body jsonb NOT NULL);
ALTER TABLE events ALTER COLUMN body TYPE jsonb;
