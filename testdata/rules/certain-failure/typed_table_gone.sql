-- migration: 1_types.sql
CREATE TYPE ty AS (a int);
CREATE TABLE tt OF ty (PRIMARY KEY (a));
CREATE TYPE moved AS (a int);
CREATE TABLE follows OF moved (PRIMARY KEY (a));
-- migration: 2_renamed.sql
ALTER TYPE moved RENAME TO moved_old;
CREATE TYPE moved AS (a int);
ALTER TYPE moved ADD ATTRIBUTE b int;
ALTER TYPE moved_old ADD ATTRIBUTE b int; -- want certain-failure: fails: cannot alter type "moved_old" because it is the type of a typed table
-- migration: 3_dropped.sql
DROP TYPE ty CASCADE;
CREATE TYPE ty AS (a int);
ALTER TYPE ty ADD ATTRIBUTE b int;
