-- What would fill the column has gone with the one that it replaces.
-- migration: 1_players.sql
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE players (id bigint PRIMARY KEY, kind varchar(10) NOT NULL, level text, grade text NOT NULL DEFAULT 'a', rank int NOT NULL);
-- migration: 2_kinds.sql
ALTER TABLE players DROP COLUMN kind, -- want drop-without-archive: help: to keep them, convert them:\nALTER TABLE players ALTER COLUMN kind TYPE kind USING kind::text::kind;
    ADD COLUMN kind kind NOT NULL; -- want add-column-not-null-no-default: help: the values of `kind` have gone by then; to keep them, convert them:\nALTER TABLE players ALTER COLUMN kind TYPE kind USING kind::text::kind;
-- migration: 3_level.sql
ALTER TABLE players DROP COLUMN level; -- want drop-without-archive: help: to keep them, convert them:\nALTER TABLE players ALTER COLUMN level TYPE integer USING …;\n-- it may hold nulls so far: fill those before it becomes NOT NULL
ALTER TABLE players ADD COLUMN level integer NOT NULL; -- want add-column-not-null-no-default: help: to keep them, convert them:\nALTER TABLE players ALTER COLUMN level TYPE integer USING …;\n-- it may hold nulls
-- migration: 4_rank.sql
ALTER TABLE players ALTER COLUMN rank TYPE bigint;
ALTER TABLE players DROP COLUMN rank, -- want drop-without-archive: help: to keep them, leave DROP COLUMN and ADD COLUMN out: `rank` has that type already
    ADD COLUMN rank bigint NOT NULL; -- want add-column-not-null-no-default: help: to keep them, leave DROP COLUMN and ADD COLUMN out: `rank` has that type already
-- migration: 5_new.sql
ALTER TABLE players ADD COLUMN other integer;
ALTER TABLE players DROP COLUMN other;
ALTER TABLE players ADD COLUMN other integer NOT NULL; -- want add-column-not-null-no-default: help: with one value for all rows, it is instant
-- migration: 6_default.sql
ALTER TABLE players DROP COLUMN grade, -- want drop-without-archive: help: convert them:\nALTER TABLE players ALTER COLUMN grade DROP DEFAULT, ALTER COLUMN grade TYPE kind USING grade::text::kind, ALTER COLUMN grade SET DEFAULT 'b';
    ADD COLUMN grade kind NOT NULL DEFAULT 'b';
