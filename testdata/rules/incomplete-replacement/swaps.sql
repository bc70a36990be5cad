-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE bar (id int PRIMARY KEY, foo_id int CONSTRAINT bar_foo REFERENCES foo (id));
CREATE INDEX ON bar (foo_id);
CREATE TABLE secret (id int PRIMARY KEY);
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON secret USING (id > 0);
CREATE TABLE sent (id int PRIMARY KEY);
CREATE PUBLICATION changes FOR TABLE sent;
CREATE TABLE fired (id int PRIMARY KEY);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t BEFORE UPDATE ON fired FOR EACH ROW EXECUTE FUNCTION f();
CREATE TABLE plain (id int PRIMARY KEY);
-- migration: 2_swap.sql
BEGIN;
CREATE TABLE n (id int PRIMARY KEY, a text);
ALTER TABLE foo RENAME TO foo_old;
ALTER TABLE n RENAME TO foo; -- want incomplete-replacement: `bar.bar_foo` still points at `foo_old`: a row that refers to a new row of `foo` is refused
CREATE TABLE s (id int PRIMARY KEY);
ALTER TABLE secret RENAME TO secret_old;
ALTER TABLE s RENAME TO secret; -- want incomplete-replacement: every row of `secret` is visible to whoever may read it
CREATE TABLE sn (id int PRIMARY KEY);
ALTER TABLE sent RENAME TO sent_old;
ALTER TABLE sn RENAME TO sent; -- want incomplete-replacement: subscribers of `changes` get no more changes of `sent`
CREATE TABLE fr (id int PRIMARY KEY);
ALTER TABLE fired RENAME TO fired_old;
ALTER TABLE fr RENAME TO fired; -- want incomplete-replacement: `t` no longer fires for `fired`
CREATE TABLE p (id int PRIMARY KEY);
ALTER TABLE plain RENAME TO plain_old;
ALTER TABLE p RENAME TO plain;
COMMIT;
