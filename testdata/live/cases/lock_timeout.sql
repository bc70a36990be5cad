CREATE TABLE t (id bigint PRIMARY KEY);
INSERT INTO t VALUES (1); ANALYZE t;
-- case: nobody is there at this moment
-- migration
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout sized: nobody holds `t` at this moment
-- case: the database sets one
DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = %L', current_database(), '2s'); END $$;
-- migration
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout refuted: the database gives every session lock_timeout = 2s
-- case: a prepared transaction holds it
BEGIN; INSERT INTO t VALUES (2); PREPARE TRANSACTION 'left-over';
-- migration
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout confirmed: at this moment it would wait for a prepared transaction, for
-- case: a snapshot does not know who is connected
-- snapshot
SELECT 1;
-- flags: --snapshot 1.json
-- migration
ALTER TABLE t ADD COLUMN a int; -- want require-lock-timeout unknown: who is connected is not in a snapshot
