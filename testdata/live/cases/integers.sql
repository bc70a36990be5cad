CREATE TABLE t (id serial PRIMARY KEY, a int);
-- case: almost full
SELECT setval('t_id_seq', 1900000000);
-- history
CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a int);
-- migration
ALTER TABLE t ALTER COLUMN id TYPE bigint; -- want serial-sequence-left-integer confirmed: the sequence t_id_seq has used 88 % of its integer numbers
-- case: almost unused
SELECT setval('t_id_seq', 100);
-- history
CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a int);
-- migration
ALTER TABLE t ALTER COLUMN id TYPE bigint; -- want serial-sequence-left-integer refuted: has used 0 %
-- case: in between
SELECT setval('t_id_seq', 900000000);
-- history
CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a int);
-- migration
ALTER TABLE t ALTER COLUMN id TYPE bigint; -- want serial-sequence-left-integer sized: has used 42 %
-- case: not seen
-- role: stranger
-- history
CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a int);
-- migration
ALTER TABLE t ALTER COLUMN id TYPE bigint; -- want serial-sequence-left-integer unknown: the role may not see the sequence
