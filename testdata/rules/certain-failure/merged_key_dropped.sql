-- The one index of a primary key and a unique constraint goes with the name that was written.
-- migration: 001_tables.sql
CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL, CONSTRAINT a_uq UNIQUE (id));
-- migration: 002_another_key.sql
ALTER TABLE a DROP CONSTRAINT a_uq;
ALTER TABLE a ADD PRIMARY KEY (x);
