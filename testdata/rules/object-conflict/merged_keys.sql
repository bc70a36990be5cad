-- A primary key and a unique constraint over the same columns are one, with the name that was written.
-- migration: 001_tables.sql
CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL, CONSTRAINT a_uq UNIQUE (id));
CREATE TABLE b (x int NOT NULL);
ALTER TABLE b ADD COLUMN id serial PRIMARY KEY CONSTRAINT b_uq UNIQUE;
-- migration: 002_name_is_taken.sql
CREATE INDEX a_uq ON a (x); -- want object-conflict: the index `a_uq` is there already
-- migration: 003_so_is_that.sql
CREATE INDEX b_uq ON b (x); -- want object-conflict: the index `b_uq` is there already
-- migration: 004_names_are_free.sql
CREATE INDEX a_pkey ON a (x);
CREATE INDEX b_pkey ON b (x);
