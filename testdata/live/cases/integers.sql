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
-- case: a key as it is written
SELECT setval('t_id_seq', 1900000000); CREATE TABLE u (id serial PRIMARY KEY); SELECT setval('u_id_seq', 5); CREATE TABLE v (id serial PRIMARY KEY); SELECT setval('v_id_seq', 900000000);
-- migration
CREATE TABLE IF NOT EXISTS t (id serial PRIMARY KEY, a int); -- want narrow-integer confirmed: the sequence t_id_seq has used 88 % of its integer numbers
CREATE TABLE IF NOT EXISTS u (id serial PRIMARY KEY); -- want narrow-integer refuted: has used 0 %
CREATE TABLE IF NOT EXISTS v (id serial PRIMARY KEY); -- want narrow-integer sized: has used 42 %
CREATE TABLE IF NOT EXISTS w (id serial PRIMARY KEY); -- want narrow-integer unknown: `w` is not on the server
