-- Of keys over the same columns one is left, under the name that was written.
-- migration: 001_tables.sql
CREATE TABLE a (id int PRIMARY KEY, CONSTRAINT a_uq UNIQUE (id));
CREATE TABLE b (id int CONSTRAINT b_pk PRIMARY KEY CONSTRAINT b_uq UNIQUE);
CREATE TABLE c (x int NOT NULL);
ALTER TABLE c ADD COLUMN id serial PRIMARY KEY CONSTRAINT c_uq UNIQUE;
CREATE TABLE d (id int UNIQUE, CONSTRAINT d_uq UNIQUE (id));
-- migration: 002.sql
ALTER TABLE a DROP CONSTRAINT a_pkey; -- want object-conflict: constraint "a_pkey" of relation "a" does not exist
-- migration: 003.sql
ALTER TABLE b DROP CONSTRAINT b_uq; -- want object-conflict: constraint "b_uq" of relation "b" does not exist
-- migration: 004.sql
ALTER TABLE c DROP CONSTRAINT c_pkey; -- want object-conflict: help: there is `c_uq`
-- migration: 005.sql
ALTER TABLE d DROP CONSTRAINT d_id_key; -- want object-conflict: constraint "d_id_key" of relation "d" does not exist
