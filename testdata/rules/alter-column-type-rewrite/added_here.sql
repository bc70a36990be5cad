-- A column of the same migration gets its type where it is added, if what uses it in between allows.
-- migration: 001_init.sql
CREATE TABLE orders (id bigint PRIMARY KEY, words text[]);
-- migration: 002_kinds.sql
ALTER TABLE orders ADD COLUMN kinds text[], ADD COLUMN sizes text[];
UPDATE orders SET kinds = array_remove(words, 'old') WHERE 'old' = ANY (words);
CREATE TYPE kind AS ENUM ('new');
ALTER TABLE orders ALTER COLUMN kinds TYPE kind[] USING kinds::kind[]; -- want alter-column-type-rewrite: help: give it its type there, and write what uses it in between for that: kinds kind[]
ALTER TABLE orders ALTER COLUMN sizes TYPE kind[] USING sizes::kind[]; -- want alter-column-type-rewrite: help: give it its type there: sizes kind[]
