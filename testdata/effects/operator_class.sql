-- == index (j)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (j);
-- 12-18: refused 42704 data type json has no default operator class for access method "btree"

-- == index (p)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (p);
-- 12-18: refused 42704 data type point has no default operator class for access method "btree"

-- == index hash (j)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING hash (j);
-- 12-18: refused 42704 data type json has no default operator class for access method "hash"

-- == index hash (tg)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING hash (tg);
-- 12-18: refused 42704 data type tsvector has no default operator class for access method "hash"

-- == index gin (j)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin (j);
-- 12-18: refused 42704 data type json has no default operator class for access method "gin"

-- == index gist (jb)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gist (jb);
-- 12-18: refused 42704 data type jsonb has no default operator class for access method "gist"

-- == index brin (jb)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING brin (jb);
-- 12-18: refused 42704 data type jsonb has no default operator class for access method "brin"

-- == index brin (bo)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING brin (bo);
-- 12-18: refused 42704 data type boolean has no default operator class for access method "brin"

-- == index ((j -> 'x'))
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t ((j -> 'x'));
-- 12-18: refused 42704 data type json has no default operator class for access method "btree"

-- == index (jb text_pattern_ops)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (jb text_pattern_ops);
-- 12-18: refused 42804 operator class "text_pattern_ops" does not accept data type jsonb

-- == index gin (a jsonb_path_ops)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin (a jsonb_path_ops);
-- 12-18: refused 42804 operator class "jsonb_path_ops" does not accept data type text

-- == index gin (arr)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin (arr);
-- 12-18: SHARE t; builds i

-- == index gin (jb)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin (jb);
-- 12-18: SHARE t; builds i

-- == index gin ((jb -> 'x'))
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin ((jb -> 'x'));
-- 12-18: SHARE t; builds i

-- == index gist (r)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gist (r);
-- 12-18: SHARE t; builds i

-- == index gist (p)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gist (p);
-- 12-18: SHARE t; builds i

-- == index (s)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (s);
-- 12-18: SHARE t; builds i

-- == index (jb)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (jb);
-- 12-18: SHARE t; builds i

-- == index (arr)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (arr);
-- 12-18: SHARE t; builds i

-- == index (m)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (m);
-- 12-18: SHARE t; builds i

-- == index (a text_pattern_ops)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t (a text_pattern_ops);
-- 12-18: SHARE t; builds i

-- == index gin (jb jsonb_path_ops)
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TABLE t (j json, jb jsonb, p point, bo bool, arr text[], r int4range, s st, a text, m money, tg tsvector);
-- statement
CREATE INDEX i ON t USING gin (jb jsonb_path_ops);
-- 12-18: SHARE t; builds i

-- == text with an index to json
CREATE TABLE t (a text);
CREATE INDEX i ON t (a);
-- statement
ALTER TABLE t ALTER a TYPE json USING a::json;
-- 12-18: refused 42704 data type json has no default operator class for access method "btree"

-- == jsonb with a gin index to text
CREATE TABLE t (a jsonb);
CREATE INDEX i ON t USING gin (a jsonb_path_ops);
-- statement
ALTER TABLE t ALTER a TYPE text;
-- 12-18: refused 42804 operator class "jsonb_path_ops" does not accept data type text

-- == pattern index to uuid
CREATE TABLE t (a text);
CREATE INDEX i ON t (a text_pattern_ops);
-- statement
ALTER TABLE t ALTER a TYPE uuid USING a::uuid;
-- 12-18: refused 42804 operator class "text_pattern_ops" does not accept data type uuid

-- == pattern index to varchar
CREATE TABLE t (a text);
CREATE INDEX i ON t (a text_pattern_ops);
-- statement
ALTER TABLE t ALTER a TYPE varchar;
-- 12-18: ACCESS EXCLUSIVE i, t
