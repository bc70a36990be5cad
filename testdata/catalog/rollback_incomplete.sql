CREATE TABLE base (id int PRIMARY KEY, a int, b text NOT NULL DEFAULT 'x', d int);
CREATE TYPE mood AS ENUM ('sad');
-- rollback-up
CREATE TABLE new (id serial PRIMARY KEY);
ALTER TABLE base ADD COLUMN c int;
CREATE INDEX base_a ON base (a);
ALTER TABLE base DROP COLUMN b, DROP COLUMN d;
ALTER TABLE assumed ADD COLUMN x int;
ALTER TABLE assumed ALTER COLUMN y SET NOT NULL;
ALTER TABLE assumed DROP COLUMN z;
DROP TABLE unknown;
ALTER TABLE renamed RENAME TO other_name;
CREATE INDEX assumed_y ON assumed (y);
ALTER TYPE mood ADD VALUE 'ok';
-- rollback-down
ALTER TABLE base ADD COLUMN b text;
CREATE TABLE unknown (id int);
ALTER TABLE other_name RENAME TO renamed;
ALTER TABLE assumed ADD COLUMN z int;

-- expected:
-- column assumed.y has got not null
-- column base.b has lost not null; has lost default 'x'
-- column base.d is gone: int4
-- enum mood has values ('sad', 'ok') instead of ('sad')
-- column assumed.x is new
-- column base.c is new
-- index assumed_y is new
-- index base_a is new
-- table new is new
