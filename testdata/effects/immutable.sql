-- == index: date of a moment
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((at::date));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: trunc of a moment
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date_trunc('day', at));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: trunc of a date
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date_trunc('day', d));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index of a trunc in a zone [16-18]
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date_trunc('day', at, 'UTC'));
-- 16-18: SHARE t; builds i

-- == index: date in a zone
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((d AT TIME ZONE 'UTC'));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: year of a moment
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (extract(year FROM at));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: concat
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (concat(a, vc));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: text of an enum
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((s::text));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: enum of a text
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((a::st));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: moment of a text
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((a::timestamptz));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: date of a key
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (((jb->>'x')::date));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: text of an array
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((arr::text));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: text of a date
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((d::text));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: moment without zone
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((ts::timestamptz));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: words in any language
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (to_tsvector(a));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: to_char
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (to_char(n, '99'));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: array_to_string
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (array_to_string(arr, ' '));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: date()
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date(at));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: a day later
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((at + interval '1 day'));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: of two kinds of time
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (coalesce(at, ts));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: lower of an enum
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (lower(s::text));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: to_jsonb
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (to_jsonb(a));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == index: only since now
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE at > now();
-- 12-18: refused 42P17 functions in index predicate must be marked IMMUTABLE

-- == index: only from today
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE d >= CURRENT_DATE;
-- 12-18: refused 42P17 functions in index predicate must be marked IMMUTABLE

-- == index: compared with a date
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE at > '2024-01-01'::date;
-- 12-18: refused 42P17 functions in index predicate must be marked IMMUTABLE

-- == index: compared with a moment without zone
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE ts > at AND n > 0;
-- 12-18: refused 42P17 functions in index predicate must be marked IMMUTABLE

-- == index: written as an enum
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE s::text = 'a';
-- 12-18: refused 42P17 functions in index predicate must be marked IMMUTABLE

-- == index of a trunc without zone
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date_trunc('day', ts));
-- 12-18: SHARE t; builds i

-- == index of a trunc in UTC
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (date_trunc('day', at AT TIME ZONE 'UTC'));
-- 12-18: SHARE t; builds i

-- == index of a date in UTC
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (((at AT TIME ZONE 'UTC')::date));
-- 12-18: SHARE t; builds i

-- == index of a year
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (extract(year FROM ts));
-- 12-18: SHARE t; builds i

-- == index of a text and a number
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((a || n));
-- 12-18: SHARE t; builds i

-- == index of a number of a text
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((a::int));
-- 12-18: SHARE t; builds i

-- == index of a date without zone
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((ts::date));
-- 12-18: SHARE t; builds i

-- == index of English words
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (to_tsvector('english', a));
-- 12-18: SHARE t; builds i

-- == index of a text of a number
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (md5(a || n::text));
-- 12-18: SHARE t; builds i

-- == index of a date and an interval
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t ((d + interval '1 day'));
-- 12-18: SHARE t; builds i

-- == index since a moment
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE at > '2024-01-01';
-- 12-18: SHARE t; builds i

-- == index of an enum's value
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (id) WHERE s = 'a'::st;
-- 12-18: SHARE t; builds i

-- == index of to_timestamp
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (to_timestamp(n));
-- 12-18: SHARE t; builds i

-- == index of a number of a key
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
CREATE INDEX i ON t (((jb->>'x')::int));
-- 12-18: SHARE t; builds i

-- == generated: concat
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (concat(a, vc)) STORED;
-- 12-18: refused 42P17 generation expression is not immutable

-- == generated: date
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g date GENERATED ALWAYS AS (at::date) STORED;
-- 12-18: refused 42P17 generation expression is not immutable

-- == generated: words in any language
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g tsvector GENERATED ALWAYS AS (to_tsvector(a)) STORED;
-- 12-18: refused 42P17 generation expression is not immutable

-- == generated: text of an enum
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g text GENERATED ALWAYS AS (s::text) STORED;
-- 12-18: refused 42P17 generation expression is not immutable

-- == generated: age
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g int GENERATED ALWAYS AS (date_part('year', age(at))) STORED;
-- 12-18: refused 42P17 generation expression is not immutable

-- == generated by an assignment
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g date GENERATED ALWAYS AS (at) STORED;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == generated words
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (id bigint, n int, at timestamptz, ts timestamp, d date, a text, vc varchar(10), jb jsonb, arr text[], s st);
-- statement
ALTER TABLE t ADD COLUMN g tsvector GENERATED ALWAYS AS (setweight(to_tsvector('english', coalesce(a, '') || ' ' || coalesce(n::text, '')), 'A')) STORED;
-- 12-18: ACCESS EXCLUSIVE t; rewrites t

-- == generated in a new table
-- statement
CREATE TABLE u (at timestamptz, g date GENERATED ALWAYS AS (at::date) STORED);
-- 12-18: refused 42P17 generation expression is not immutable

-- == own function
CREATE TABLE t (a text);
CREATE FUNCTION norm(x text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN lower(x); END $$;
-- statement
CREATE INDEX i ON t (norm(a));
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE

-- == own function that is immutable
CREATE TABLE t (a text);
CREATE FUNCTION norm(x text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN lower(x); END $$;
-- statement
CREATE INDEX i ON t (norm(a));
-- 12-18: SHARE t; builds i

-- == own function made immutable
CREATE TABLE t (a text);
CREATE FUNCTION norm(x text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN lower(x); END $$;
ALTER FUNCTION norm(text) IMMUTABLE;
-- statement
CREATE INDEX i ON t (norm(a));
-- 12-18: SHARE t; builds i

-- == own function in SQL
CREATE TABLE t (a text);
CREATE FUNCTION norm(x text) RETURNS text LANGUAGE sql AS 'SELECT lower(x)';
-- statement
CREATE INDEX i ON t (norm(a));
-- 12-18: SHARE t; builds i

-- == date of what gets a zone
CREATE TABLE t (at timestamp);
CREATE INDEX t_day ON t ((at::date));
-- statement
ALTER TABLE t ALTER at TYPE timestamptz USING at AT TIME ZONE 'UTC';
-- 12-18: refused 42P17 functions in index expression must be marked IMMUTABLE
