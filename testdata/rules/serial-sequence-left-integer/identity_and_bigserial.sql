-- migration: 1_base.sql
CREATE TABLE events (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number integer);
CREATE SEQUENCE numbers;
ALTER TABLE events ALTER COLUMN number SET DEFAULT nextval('numbers');
-- migration: 2_bigger.sql
ALTER TABLE events ALTER COLUMN id TYPE bigint;
ALTER TABLE events ALTER COLUMN number TYPE bigint;
