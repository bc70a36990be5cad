-- Where the history makes no extension at all, somebody else does.
-- migration: 1_rooms.sql
CREATE TABLE rooms (id bigint PRIMARY KEY, name text, room int, during tstzrange);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY a ON rooms USING gist (room, during);
CREATE INDEX CONCURRENTLY b ON rooms USING gin (room);
