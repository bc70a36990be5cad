-- migration: 1_types.up.sql
CREATE TYPE state AS ENUM ('new', 'done');
CREATE TYPE mode AS ENUM ('open_to_all', 'closed');
CREATE TYPE old_kind AS ENUM ('a', 'b');
CREATE TABLE jobs (id SERIAL PRIMARY KEY, state state NOT NULL DEFAULT 'new', rank int NOT NULL DEFAULT 0,
    mode mode NOT NULL DEFAULT 'open_to_all', kind old_kind, flag boolean, name text, made timestamptz,
    CHECK (state <> 'done' OR rank > 0));
CREATE INDEX jobs_open ON jobs (id) WHERE state = 'new';
CREATE INDEX jobs_ranked ON jobs (id) WHERE rank <> 0;
ALTER TYPE mode RENAME VALUE 'open_to_all' TO 'Open';
ALTER TYPE old_kind RENAME TO kind;
ALTER TABLE jobs ALTER COLUMN made SET DEFAULT now();
-- migration: 1_types.down.sql
DROP TABLE jobs;
-- migration: 2_types.up.sql
ALTER TYPE state ADD VALUE 'stuck';
ALTER TYPE mode ADD VALUE 'Invited';
ALTER TABLE jobs ALTER COLUMN rank TYPE double precision;
ALTER TABLE jobs ALTER COLUMN id TYPE text USING id::text;
ALTER TABLE jobs ALTER COLUMN kind TYPE int USING length(kind::text);
ALTER TABLE jobs ALTER COLUMN flag TYPE state USING 'new';
ALTER TABLE jobs ALTER COLUMN name TYPE text COLLATE "C";
ALTER TABLE jobs DROP COLUMN made;
