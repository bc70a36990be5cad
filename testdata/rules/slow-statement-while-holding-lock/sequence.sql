-- migration: 1_base.sql
CREATE TABLE foo (id bigserial PRIMARY KEY);
CREATE TABLE bar (id bigint PRIMARY KEY, x int);
CREATE SEQUENCE free;
-- migration: 2_sequence.sql
BEGIN;
ALTER SEQUENCE free RESTART WITH 100;
ALTER SEQUENCE foo_id_seq RESTART WITH 100;
CREATE TABLE n AS SELECT * FROM bar; -- want slow-statement-while-holding-lock: blocks every INSERT into `foo` that draws from `foo_id_seq` while `bar` is read
COMMIT;
