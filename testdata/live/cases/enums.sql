CREATE TYPE mood AS ENUM ('sad', 'happy');
-- case: rows have it
CREATE TABLE t (m mood); INSERT INTO t VALUES ('sad'), ('happy');
-- flags: --read-rows
-- migration
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'; -- want rename-enum-value confirmed: 1 row of public.t.m have the value
-- case: no row has it
CREATE TABLE t (m mood); INSERT INTO t VALUES ('happy');
-- flags: --read-rows
-- migration
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'; -- want rename-enum-value refuted: no row has the value
-- case: counted by ANALYZE
CREATE TABLE t (m mood); INSERT INTO t VALUES ('happy'); ANALYZE t;
-- migration
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'; -- want rename-enum-value sized: it is the type of public.t.m, with 1 row in all
-- case: not there
-- migration
ALTER TYPE moods RENAME VALUE 'sad' TO 'blue'; -- want rename-enum-value unknown: the type moods is not on the server
