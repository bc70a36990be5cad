-- migration: 1_shop.sql
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_swap.sql
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('good');
ALTER FUNCTION total() RENAME TO total_old;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
-- migration: 3_new.sql
CREATE TYPE kind_new AS ENUM ('a');
ALTER TYPE kind_new RENAME TO kind;
