-- migration: 1_base.sql
CREATE TABLE foo (id bigint PRIMARY KEY, u int);
-- migration: 2_swap.sql
CREATE TABLE n (LIKE foo INCLUDING ALL);
CREATE INDEX ON n (u);
INSERT INTO n SELECT * FROM foo;
ALTER TABLE foo RENAME TO foo_old;
ALTER TABLE n RENAME TO foo;
CREATE INDEX ON foo (u); -- want index-not-concurrent: blocks every write to `foo` while the index is built
-- migration: 3_in_transaction.sql
BEGIN;
CREATE TABLE m (id bigint PRIMARY KEY, u int);
INSERT INTO m SELECT * FROM foo;
ALTER TABLE foo RENAME TO foo_bak;
ALTER TABLE m RENAME TO foo;
CREATE INDEX ON foo (u);
COMMIT;
