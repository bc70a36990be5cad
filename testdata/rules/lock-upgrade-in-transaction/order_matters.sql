-- What stands between may need the order.
-- config: layout = "sqlx"
-- migration: 1_needs.sql
CREATE TABLE needs (id bigint PRIMARY KEY, bases text, note text);
-- migration: 2_bases.sql
CREATE TABLE bases (need_id bigint REFERENCES needs, base text);
INSERT INTO bases SELECT id, bases FROM needs;
ALTER TABLE needs DROP COLUMN bases; -- want lock-upgrade-in-transaction: help: put one of them in a migration of its own
-- migration: 3_notes.sql
CREATE TABLE notes (need_id bigint REFERENCES needs, note text);
ALTER TABLE needs DROP COLUMN note; -- want lock-upgrade-in-transaction: help: put this statement before that one
