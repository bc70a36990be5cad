-- == bigint to uuid
CREATE TABLE t (x bigint);
-- statement
ALTER TABLE t ALTER x TYPE uuid USING x::uuid;
-- 12-18: refused 42846 cannot cast type bigint to uuid

-- == uuid to bigint
CREATE TABLE t (x uuid);
-- statement
ALTER TABLE t ALTER x TYPE bigint USING x::bigint;
-- 12-18: refused 42846 cannot cast type uuid to bigint

-- == date to int
CREATE TABLE t (x date);
-- statement
ALTER TABLE t ALTER x TYPE int USING x::int;
-- 12-18: refused 42846 cannot cast type date to integer

-- == timestamptz to bigint
CREATE TABLE t (x timestamptz);
-- statement
ALTER TABLE t ALTER x TYPE bigint USING x::bigint;
-- 12-18: refused 42846 cannot cast type timestamp with time zone to bigint

-- == boolean to timestamptz
CREATE TABLE t (x boolean);
-- statement
ALTER TABLE t ALTER x TYPE timestamptz USING x::timestamptz;
-- 12-18: refused 42846 cannot cast type boolean to timestamp with time zone

-- == bigint to boolean
CREATE TABLE t (x bigint);
-- statement
ALTER TABLE t ALTER x TYPE boolean USING x::boolean;
-- 12-18: refused 42846 cannot cast type bigint to boolean

-- == boolean to smallint
CREATE TABLE t (x boolean);
-- statement
ALTER TABLE t ALTER x TYPE smallint USING x::smallint;
-- 12-18: refused 42846 cannot cast type boolean to smallint

-- == jsonb to text[]
CREATE TABLE t (x jsonb);
-- statement
ALTER TABLE t ALTER x TYPE text[] USING x::text[];
-- 12-18: refused 42846 cannot cast type jsonb to text[]

-- == text[] to jsonb
CREATE TABLE t (x text[]);
-- statement
ALTER TABLE t ALTER x TYPE jsonb USING x::jsonb;
-- 12-18: refused 42846 cannot cast type text[] to jsonb

-- == interval to int
CREATE TABLE t (x interval);
-- statement
ALTER TABLE t ALTER x TYPE int USING x::int;
-- 12-18: refused 42846 cannot cast type interval to integer

-- == json to int[]
CREATE TABLE t (x json);
-- statement
ALTER TABLE t ALTER x TYPE int[] USING x::int[];
-- 12-18: refused 42846 cannot cast type json to integer[]

-- == enum to another
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st);
-- statement
ALTER TABLE t ALTER x TYPE other USING x::other;
-- 12-18: refused 42846 cannot cast type st to other

-- == number to enum
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x int);
-- statement
ALTER TABLE t ALTER x TYPE st USING x::st;
-- 12-18: refused 42846 cannot cast type integer to st

-- == arrays of enums
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st[]);
-- statement
ALTER TABLE t ALTER x TYPE other[] USING x::other[];
-- 12-18: refused 42846 cannot cast type st[] to other[]

-- == left as a number
CREATE TABLE t (x int);
-- statement
ALTER TABLE t ALTER x TYPE uuid USING x;
-- 12-18: refused 42804 result of USING clause for column "x" cannot be cast automatically to type uuid

-- == left as a bigint
CREATE TABLE t (x text);
-- statement
ALTER TABLE t ALTER x TYPE uuid USING x::bigint;
-- 12-18: refused 42804 result of USING clause for column "x" cannot be cast automatically to type uuid

-- == inside a coalesce
CREATE TABLE t (x int);
-- statement
ALTER TABLE t ALTER x TYPE uuid USING coalesce(x::uuid, '00000000-0000-0000-0000-000000000000');
-- 12-18: refused 42846 cannot cast type integer to uuid

-- == int to boolean works
CREATE TABLE t (x int);
-- statement
ALTER TABLE t ALTER x TYPE boolean USING x::boolean;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == boolean to int works
CREATE TABLE t (x boolean);
-- statement
ALTER TABLE t ALTER x TYPE int USING x::int;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == jsonb to int works
CREATE TABLE t (x jsonb);
-- statement
ALTER TABLE t ALTER x TYPE int USING x::int;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == uuid to text works
CREATE TABLE t (x uuid);
-- statement
ALTER TABLE t ALTER x TYPE text USING x::text;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == text to uuid works
CREATE TABLE t (x text);
-- statement
ALTER TABLE t ALTER x TYPE uuid USING x::uuid;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == timestamptz to date works
CREATE TABLE t (x timestamptz);
-- statement
ALTER TABLE t ALTER x TYPE date USING x::date;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == int to numeric works
CREATE TABLE t (x int);
-- statement
ALTER TABLE t ALTER x TYPE numeric USING x::numeric;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == text[] to text works
CREATE TABLE t (x text[]);
-- statement
ALTER TABLE t ALTER x TYPE text USING x::text;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == float8 to bigint works
CREATE TABLE t (x float8);
-- statement
ALTER TABLE t ALTER x TYPE bigint USING x::bigint;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == enum through text
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st);
-- statement
ALTER TABLE t ALTER x TYPE other USING x::text::other;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == arrays of enums through text
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st[]);
-- statement
ALTER TABLE t ALTER x TYPE other[] USING x::text[]::other[];
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == default left with the old enum
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st DEFAULT 'a');
ALTER TABLE t ALTER x TYPE text;
-- statement
DROP TYPE st;
-- 12-18: refused 2BP01 cannot drop type st because other objects depend on it

-- == default dropped before
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE TABLE t (x st DEFAULT 'a');
ALTER TABLE t ALTER x DROP DEFAULT;
ALTER TABLE t ALTER x TYPE text;
ALTER TABLE t ALTER x SET DEFAULT 'a';
-- statement
DROP TYPE st;
-- 12-18: nothing

-- == function of a renamed enum
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE FUNCTION f(v st) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TYPE st RENAME TO st_old;
CREATE TYPE st AS ENUM ('a', 'b');
-- statement
DROP TYPE st_old;
-- 12-18: refused 2BP01 cannot drop type st_old because other objects depend on it

-- == function of a new enum of the name
CREATE TYPE st AS ENUM ('a');
CREATE TYPE other AS ENUM ('a');
CREATE FUNCTION f(v st) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TYPE st RENAME TO st_old;
CREATE TYPE st AS ENUM ('a', 'b');
-- statement
DROP TYPE st;
-- 12-18: nothing

-- == array default of a renamed enum
CREATE TYPE st AS ENUM ('a');
CREATE TABLE t (x st[] DEFAULT ARRAY['a']::st[]);
ALTER TYPE st RENAME TO st_old;
CREATE TYPE st AS ENUM ('a', 'b');
-- statement
ALTER TABLE t ALTER x TYPE st[] USING x::text[]::st[];
-- 12-18: refused 42804 default for column "x" cannot be cast automatically to type st[]

-- == cast default of a renamed enum
CREATE TYPE st AS ENUM ('a');
CREATE TABLE t (x st DEFAULT 'a'::st);
ALTER TYPE st RENAME TO st_old;
CREATE TYPE st AS ENUM ('a', 'b');
-- statement
ALTER TABLE t ALTER x TYPE st USING x::text::st;
-- 12-18: refused 42804 default for column "x" cannot be cast automatically to type st

-- == table that a function returns
CREATE TABLE t (x int);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
-- statement
DROP TABLE t;
-- 12-18: refused 2BP01 cannot drop table t because other objects depend on it

-- == table that a function takes
CREATE TABLE t (x int);
CREATE FUNCTION f(r t) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
DROP TABLE t;
-- 12-18: refused 2BP01 cannot drop table t because other objects depend on it

-- == table whose column a function takes
CREATE TABLE t (x int);
CREATE FUNCTION f(v t.x%TYPE) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- statement
DROP TABLE t;
-- 12-18: ACCESS EXCLUSIVE t

-- == table that a function returned
CREATE TABLE t (x int);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
DROP FUNCTION f();
-- statement
DROP TABLE t;
-- 12-18: ACCESS EXCLUSIVE t
