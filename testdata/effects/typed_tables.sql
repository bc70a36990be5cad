-- == add an attribute
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt (PRIMARY KEY (id));
INSERT INTO typed SELECT g, 'x' FROM generate_series(1, 100) g;
-- statement
ALTER TYPE tt ADD ATTRIBUTE w int CASCADE;
-- 12-18: ACCESS EXCLUSIVE typed

-- == another type of an attribute
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt (PRIMARY KEY (id));
INSERT INTO typed SELECT g, 'x' FROM generate_series(1, 100) g;
-- statement
ALTER TYPE tt ALTER ATTRIBUTE id TYPE bigint CASCADE;
-- 12-18: ACCESS EXCLUSIVE typed, typed_pkey; rewrites typed; builds typed_pkey

-- == an attribute less
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt (PRIMARY KEY (id));
INSERT INTO typed SELECT g, 'x' FROM generate_series(1, 100) g;
-- statement
ALTER TYPE tt DROP ATTRIBUTE v CASCADE;
-- 12-18: ACCESS EXCLUSIVE typed

-- == an attribute by another name
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt (PRIMARY KEY (id));
-- statement
ALTER TYPE tt RENAME ATTRIBUTE v TO w CASCADE;
-- 12-18: ACCESS EXCLUSIVE typed

-- == without CASCADE
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt;
-- statement
ALTER TYPE tt ADD ATTRIBUTE w int;
-- 12-18: refused 2BP01 cannot alter type "tt" because it is the type of a typed table

-- == a column of its own
CREATE TYPE tt AS (id int, v text);
CREATE TABLE typed OF tt;
-- statement
ALTER TABLE typed ADD COLUMN w int;
-- 12-18: refused 42809 cannot add column to typed table

-- == a column of a partition of its own
-- statement
ALTER TABLE events_2023 ADD COLUMN w int;
-- 12-18: refused 42809 cannot add column to a partition
