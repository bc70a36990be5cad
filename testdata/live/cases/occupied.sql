CREATE TABLE t (id int);
-- case: there are rows
INSERT INTO t VALUES (1); ANALYZE t;
-- flags: --read-rows
-- migration
ALTER TABLE t ADD COLUMN c int NOT NULL; -- want add-column-not-null-no-default confirmed: `t` has rows: the statement fails with SQLSTATE 23502
-- case: it is empty
-- flags: --read-rows
-- migration
ALTER TABLE t ADD COLUMN c int NOT NULL; -- want add-column-not-null-no-default refuted: `t` has no row
-- case: counted by ANALYZE alone
INSERT INTO t SELECT generate_series(1, 1500); ANALYZE t;
-- migration
ALTER TABLE t ADD COLUMN c int NOT NULL; -- want add-column-not-null-no-default sized: `t` has about 1,500 rows
-- case: nobody counted
-- migration
ALTER TABLE t ADD COLUMN c int NOT NULL; -- want add-column-not-null-no-default unknown: rows are read with --read-rows alone
-- case: filled too late, over rows
INSERT INTO t VALUES (1); ANALYZE t;
-- flags: --read-rows
-- history
CREATE TABLE IF NOT EXISTS t (id int);
-- migration
ALTER TABLE t ADD COLUMN c text;
ALTER TABLE t ALTER COLUMN c SET NOT NULL; -- want not-null-before-backfill confirmed: `t` has rows: the statement fails with SQLSTATE 23502
UPDATE t SET c = 'x';
-- case: filled too late, and nothing to fill
-- flags: --read-rows
-- history
CREATE TABLE IF NOT EXISTS t (id int);
-- migration
ALTER TABLE t ADD COLUMN c text;
ALTER TABLE t ALTER COLUMN c SET NOT NULL; -- want not-null-before-backfill refuted: `t` has no row
UPDATE t SET c = 'x';
-- case: filled too late, counted by ANALYZE alone
INSERT INTO t SELECT generate_series(1, 1500); ANALYZE t;
-- history
CREATE TABLE IF NOT EXISTS t (id int);
-- migration
ALTER TABLE t ADD COLUMN c text;
ALTER TABLE t ALTER COLUMN c SET NOT NULL; -- want not-null-before-backfill sized: `t` has about 1,500 rows
UPDATE t SET c = 'x';
-- case: filled too late, and nobody counted
-- history
CREATE TABLE IF NOT EXISTS t (id int);
-- migration
ALTER TABLE t ADD COLUMN c text;
ALTER TABLE t ALTER COLUMN c SET NOT NULL; -- want not-null-before-backfill unknown: rows are read with --read-rows alone
UPDATE t SET c = 'x';
