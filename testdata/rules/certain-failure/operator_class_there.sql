-- migration: 1_rooms.sql
CREATE EXTENSION pg_trgm;
CREATE TABLE rooms (id bigint PRIMARY KEY, name text, room int, meta jsonb, tags text[], during tstzrange, place unseen);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY a ON rooms USING gin (name gin_trgm_ops);
CREATE INDEX CONCURRENTLY b ON rooms USING gist (room, during);
CREATE INDEX CONCURRENTLY c ON rooms USING gin (meta, tags);
CREATE INDEX CONCURRENTLY d ON rooms USING gist (place);
-- migration: 3_other_database.sql
-- Who puts a number beside a range knows of the extension.
CREATE TABLE stays (room int, during tstzrange, EXCLUDE USING gist (room WITH =, during WITH &&));
