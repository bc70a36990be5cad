-- migration: 1_members.sql
CREATE TABLE members (id bigint PRIMARY KEY, state text, kind text, age integer);
CREATE TABLE others (id bigint PRIMARY KEY, state text);
-- migration: 2_values.sql
ALTER TABLE members ADD CONSTRAINT state_known CHECK (state IN ('a', 'b')); -- want not-null-before-backfill: fails on every row of `members` that the UPDATE below is there to deal with
UPDATE members SET state = 'b' WHERE state IS NULL OR state NOT IN ('a', 'b');
-- migration: 3_validated.sql
ALTER TABLE members ADD CONSTRAINT kind_known CHECK (kind IN ('x', 'y')) NOT VALID;
ALTER TABLE members VALIDATE CONSTRAINT kind_known; -- want not-null-before-backfill: help: put the UPDATE above it
UPDATE members m SET kind = 'x' WHERE m.kind = 'z';
-- migration: 4_range.sql
ALTER TABLE members ADD CONSTRAINT age_right CHECK (age >= 0); -- want not-null-before-backfill: that the DELETE below is there to deal with
DELETE FROM members WHERE age < 0;
-- The rows are right by then, or the UPDATE is about something else.
-- migration: 5_first.sql
UPDATE members SET age = 200 WHERE age > 200;
ALTER TABLE members ADD CONSTRAINT age_low CHECK (age <= 200);
UPDATE members SET age = 200 WHERE age > 200;
-- migration: 6_allowed.sql
ALTER TABLE members ADD CONSTRAINT state_again CHECK (state IN ('a', 'b', 'c'));
UPDATE members SET state = 'b' WHERE state = 'c';
-- migration: 7_not_valid.sql
ALTER TABLE members ADD CONSTRAINT state_third CHECK (state IN ('a', 'b')) NOT VALID;
UPDATE members SET state = 'b' WHERE state NOT IN ('a', 'b');
-- migration: 8_other_column.sql
ALTER TABLE members ADD CONSTRAINT state_fourth CHECK (state IN ('a', 'b'));
UPDATE members SET kind = 'x' WHERE state = 'c';
-- migration: 9_other_table.sql
ALTER TABLE members ADD CONSTRAINT state_fifth CHECK (state IN ('a', 'b'));
UPDATE others SET state = 'a' WHERE state = 'c';
-- migration: 10_new_column.sql
ALTER TABLE members ADD COLUMN phase text;
ALTER TABLE members ADD CONSTRAINT phase_known CHECK (phase IN ('a', 'b'));
UPDATE members SET phase = 'a' WHERE phase = 'c';
