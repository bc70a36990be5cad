-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY);
-- migration: 2_filled.sql
BEGIN;
CREATE TABLE n AS SELECT id, id AS foo_id FROM foo;
ALTER TABLE n ADD CONSTRAINT n_foo FOREIGN KEY (foo_id) REFERENCES foo (id); -- want add-fk-without-not-valid: blocks every write to `foo` while every row of `n` is looked up in it
CREATE TABLE m (id bigint PRIMARY KEY, foo_id bigint);
CREATE INDEX ON m (foo_id);
ALTER TABLE m ADD CONSTRAINT m_foo FOREIGN KEY (foo_id) REFERENCES foo (id);
CREATE TABLE o (id bigint PRIMARY KEY, foo_id bigint);
CREATE INDEX ON o (foo_id);
INSERT INTO o (id, foo_id) VALUES (1, 1);
ALTER TABLE o ADD CONSTRAINT o_foo FOREIGN KEY (foo_id) REFERENCES foo (id);
COMMIT;
