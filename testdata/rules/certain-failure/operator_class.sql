-- migration: 1_rooms.sql
CREATE EXTENSION pg_trgm;
CREATE TABLE rooms (id bigint PRIMARY KEY, name text, room int, meta json);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY a ON rooms USING gin (name); -- want certain-failure: data type text has no default operator class for access method "gin"
CREATE INDEX CONCURRENTLY b ON rooms USING gist (room); -- want certain-failure: help: CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE UNIQUE INDEX CONCURRENTLY c ON rooms (meta); -- want certain-failure: help: make the column jsonb
CREATE TABLE more (meta json, EXCLUDE USING gist (meta WITH =)); -- want certain-failure: data type json has no default
-- migration: 3_index.sql
CREATE INDEX CONCURRENTLY a ON rooms USING gin (name); -- want certain-failure: help: USING gin (name gin_trgm_ops)
