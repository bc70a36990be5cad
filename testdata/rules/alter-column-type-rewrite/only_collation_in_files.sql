-- What builds an index beside the traffic needs a file of its own where a file is sent as one message.
-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE events (id bigint PRIMARY KEY, name varchar);
CREATE INDEX events_name_idx ON events (name);
-- migration: 2_collation.sql
SET lock_timeout = '2s';
ALTER TABLE events ALTER COLUMN name TYPE varchar COLLATE "C"; -- want alter-column-type-rewrite: help: each alone in a migration that begins with `-- no-transaction`:\nDROP INDEX CONCURRENTLY
