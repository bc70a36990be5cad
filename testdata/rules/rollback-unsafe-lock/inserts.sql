-- config: layout = "golang-migrate"
-- migration: 1_channels.up.sql
CREATE TABLE channels (id bigint PRIMARY KEY, name text);
CREATE TABLE archived (id bigint, name text);
-- migration: 2_column.up.sql
ALTER TABLE channels ADD COLUMN kind text;
-- migration: 2_column.down.sql
LOCK TABLE channels;
INSERT INTO channels SELECT id, name FROM archived; -- want rollback-unsafe-lock: while `channels` is written to
ALTER TABLE channels DROP COLUMN kind;
