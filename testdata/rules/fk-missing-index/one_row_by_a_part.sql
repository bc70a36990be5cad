-- An index on columns that are a key of the referenced table by themselves finds no row too many.
-- migration: 1_dances.sql
CREATE TABLE dances (round int, number int, code text NOT NULL, PRIMARY KEY (round, number), UNIQUE (round, number, code));
CREATE TABLE scores (round int, number int, judge int, code text NOT NULL, PRIMARY KEY (round, number, judge), FOREIGN KEY (round, number, code) REFERENCES dances (round, number, code));
CREATE TABLE notes (round int, number int, page int, code text NOT NULL, PRIMARY KEY (round, page, number), FOREIGN KEY (round, number, code) REFERENCES dances (round, number, code)); -- want fk-missing-index: every DELETE of a row of `dances` reads all rows of `notes` with the same `round`
