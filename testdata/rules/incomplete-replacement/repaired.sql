-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE bar (id int PRIMARY KEY, foo_id int CONSTRAINT bar_foo REFERENCES foo (id));
CREATE INDEX ON bar (foo_id);
-- migration: 2_swap.sql
BEGIN;
CREATE TABLE n (id int PRIMARY KEY, a text);
ALTER TABLE foo RENAME TO foo_old;
ALTER TABLE n RENAME TO foo;
ALTER TABLE bar DROP CONSTRAINT bar_foo;
ALTER TABLE bar ADD CONSTRAINT bar_foo FOREIGN KEY (foo_id) REFERENCES foo (id) NOT VALID;
COMMIT;
-- migration: 3_view_left.sql
BEGIN;
ALTER TABLE bar RENAME TO baz;
CREATE VIEW bar AS SELECT * FROM baz;
COMMIT;
