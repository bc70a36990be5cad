-- migration: 1_games.sql
CREATE TYPE metric AS ENUM ('points');
CREATE TABLE games (id bigint PRIMARY KEY, metric text, kind text);
-- migration: 2_types.sql
ALTER TABLE games DROP COLUMN metric, ADD COLUMN metric metric, DROP COLUMN kind, ADD COLUMN kind integer; -- want drop-without-archive: help: ALTER TABLE games ALTER COLUMN metric TYPE metric USING metric::text::metric;\n-- and likewise for kind
