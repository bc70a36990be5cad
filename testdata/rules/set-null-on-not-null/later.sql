-- migration: 1_tables.sql
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE a (id int PRIMARY KEY, one int, two int DEFAULT 1 NOT NULL REFERENCES p ON DELETE SET DEFAULT, three int REFERENCES p ON DELETE SET NULL);
ALTER TABLE a ADD CONSTRAINT a_one FOREIGN KEY (one) REFERENCES p ON DELETE SET NULL;
CREATE TABLE b (id int REFERENCES p ON DELETE SET NULL);
-- migration: 2_not_null.sql
ALTER TABLE a ALTER COLUMN one SET NOT NULL; -- want set-null-on-not-null: `a_one` sets `one` to null, and it is NOT NULL
ALTER TABLE a ALTER COLUMN two DROP DEFAULT; -- want set-null-on-not-null: every DELETE of a row of `p` that `a` refers to fails: `a_two_fkey` sets `two` to its default
ALTER TABLE a ADD CONSTRAINT three_set CHECK (three IS NOT NULL) NOT VALID; -- want set-null-on-not-null: `three_set` lets no null in
ALTER TABLE b ADD PRIMARY KEY (id); -- want set-null-on-not-null: part of the primary key
-- migration: 3_safe.sql
ALTER TABLE a VALIDATE CONSTRAINT three_set;
ALTER TABLE a ALTER COLUMN three SET NOT NULL;
ALTER TABLE a DROP CONSTRAINT three_set;
