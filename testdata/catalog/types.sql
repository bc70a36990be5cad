CREATE TYPE mood AS ENUM ('sad', 'ok');
ALTER TYPE mood ADD VALUE 'happy';
ALTER TYPE mood ADD VALUE 'low' BEFORE 'ok';
ALTER TYPE mood ADD VALUE 'fine' AFTER 'ok';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine';
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
CREATE TYPE pair AS (a int, b text);
ALTER TYPE pair ADD ATTRIBUTE c int, DROP ATTRIBUTE a, ALTER ATTRIBUTE b TYPE varchar;
ALTER TYPE pair RENAME ATTRIBUTE b TO bee;
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TABLE t (m mood, ms mood[], p pair);
ALTER TYPE mood RENAME TO feeling;
DROP TYPE feeling;
DROP TYPE pair CASCADE;

-- expected:
-- column t.m: feeling
-- column t.ms: feeling[]
-- enum feeling: values ('blue', 'low', 'ok', 'fine', 'happy')
-- range type span
-- table t: (m, ms)
