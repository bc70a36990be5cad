-- == index of some rows, text to enum
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id int, s text);
CREATE INDEX t_some ON t (id) WHERE s = 'a';
-- statement
ALTER TABLE t ALTER s TYPE st USING s::st;
-- 12-18: refused 42883 operator does not exist: st = text

-- == check of a list
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id int, s text CHECK (s IN ('a', 'b')));
-- statement
ALTER TABLE t ALTER s TYPE st USING s::st;
-- 12-18: refused 42883 operator does not exist: st = text

-- == check of a list, varchar
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id int, s varchar(10) CHECK (s IN ('a', 'b')));
-- statement
ALTER TABLE t ALTER s TYPE st USING s::st;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == enum to another enum
CREATE TYPE st_old AS ENUM ('a', 'b');
CREATE TYPE st AS ENUM ('a', 'b', 'c');
CREATE TABLE t (id int, s st_old);
CREATE INDEX t_some ON t (id) WHERE s <> 'a';
-- statement
ALTER TABLE t ALTER s TYPE st USING s::text::st;
-- 12-18: refused 42883 operator does not exist: st <> st_old

-- == enum to text
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id int, s st);
CREATE INDEX t_some ON t (id) WHERE s IN ('a', 'b');
-- statement
ALTER TABLE t ALTER s TYPE text;
-- 12-18: refused 42883 operator does not exist: text = st

-- == number to text
CREATE TABLE t (id int CHECK (id > 0));
-- statement
ALTER TABLE t ALTER id TYPE text;
-- 12-18: refused 42883 operator does not exist: text > integer

-- == number to another number
CREATE TABLE t (id int CHECK (id > 0));
-- statement
ALTER TABLE t ALTER id TYPE numeric;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == function of a text
CREATE TABLE t (s text);
CREATE INDEX t_lower ON t (lower(s));
-- statement
ALTER TABLE t ALTER s TYPE uuid USING s::uuid;
-- 12-18: refused 42883 function lower(uuid) does not exist

-- == check goes in the same statement
CREATE TABLE t (s text CHECK (s <> ''));
-- statement
ALTER TABLE t DROP CONSTRAINT t_s_check, ALTER s TYPE uuid USING s::uuid;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == json has no equality
CREATE TABLE t (s text CHECK (s = 'x' OR s IS NULL));
-- statement
ALTER TABLE t ALTER s TYPE json USING to_json(s);
-- 12-18: refused 42883 operator does not exist: json = text

-- == strings among themselves
CREATE TABLE t (s text CHECK (s LIKE 'a%'));
-- statement
ALTER TABLE t ALTER s TYPE varchar(20);
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == foreign key to another type
CREATE TABLE u (id text PRIMARY KEY);
CREATE TABLE p (u_id text REFERENCES u);
-- statement
ALTER TABLE u ALTER id TYPE uuid USING id::uuid;
-- 12-18: refused 42804 foreign key constraint "p_u_id_fkey" cannot be implemented

-- == foreign key of another type
CREATE TABLE u (id int PRIMARY KEY);
CREATE TABLE p (u_id int REFERENCES u);
-- statement
ALTER TABLE p ALTER u_id TYPE numeric;
-- 12-18: refused 42804 foreign key constraint "p_u_id_fkey" cannot be implemented

-- == both sides in one statement
CREATE TABLE t (id text PRIMARY KEY, up text REFERENCES t);
-- statement
ALTER TABLE t ALTER id TYPE uuid USING id::uuid, ALTER up TYPE uuid USING up::uuid;
-- 12-18: ACCESS EXCLUSIVE t, t_pkey; rewrites t; scans t; builds t_pkey

-- == fraction beside a whole number
CREATE TABLE t (n int CHECK (n > 1.5));
-- statement
ALTER TABLE t ALTER n TYPE text;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == function of a char
CREATE TABLE t (s char(4));
CREATE INDEX t_lower ON t (lower(s));
-- statement
ALTER TABLE t ALTER s TYPE int USING s::int;
-- 12-18: ACCESS EXCLUSIVE t, t_lower; rewrites t; builds t_lower

-- == index goes in the same statement
CREATE TABLE t (a text, b text);
CREATE INDEX t_some ON t (b) WHERE a = 'x';
-- statement
ALTER TABLE t DROP COLUMN b, ALTER a TYPE uuid USING a::uuid;
-- 12-18: ACCESS EXCLUSIVE t, t_some; rewrites t
