CREATE TABLE t (id bigint PRIMARY KEY);
CREATE TABLE u (id bigint PRIMARY KEY);
INSERT INTO t VALUES (1); ANALYZE t;
-- case: nobody is there at this moment
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout sized: nobody holds `t` at this moment
ALTER TABLE u ADD COLUMN a int;
COMMIT;
-- case: the database sets one
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = %L', current_database(), '2s'); END $$;
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout refuted: the database gives every session lock_timeout = 2s
ALTER TABLE u ADD COLUMN a int;
COMMIT;
-- case: a prepared transaction holds it
COMMIT; BEGIN; INSERT INTO t VALUES (2); PREPARE TRANSACTION 'left-over';
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout confirmed: at this moment it would wait for the prepared transaction 'left-over', which has held ROW EXCLUSIVE for
ALTER TABLE u ADD COLUMN a int;
COMMIT;
-- case: a snapshot does not know who is connected
-- snapshot
SELECT 1;
-- flags: --snapshot 1.json
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout unknown: who is connected is not in a snapshot
ALTER TABLE u ADD COLUMN a int;
COMMIT;
