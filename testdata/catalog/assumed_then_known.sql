-- What a later statement shows to have been a wrong guess gives way.
SELECT * FROM later;
CREATE TABLE later (id int PRIMARY KEY);
DROP TABLE IF EXISTS fresh;
CREATE TABLE fresh (id int);
CREATE TABLE IF NOT EXISTS known (id int);
ALTER TABLE guessed ADD COLUMN a int;
CREATE TABLE IF NOT EXISTS guessed (id int);
DROP TABLE known;
DROP TABLE IF EXISTS known;
ALTER TABLE known ADD COLUMN back int;

-- expected:
-- column fresh.id: int4
-- column guessed.a: int4
-- column known.back: int4
-- column later.id: int4, not null
-- constraint later.later_pkey: primary key (id)
-- index later_pkey: unique, on later using btree (id)
-- table fresh: (id)
-- table guessed (assumed): (a), and columns unknown, filled
-- table known (assumed): (back), and columns unknown, filled
-- table later: (id)
