-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE DATABASE reports; -- want non-transactional-statement-in-transaction: CREATE DATABASE
DROP DATABASE IF EXISTS reports; -- want non-transactional-statement-in-transaction: DROP DATABASE
CREATE TABLESPACE fast LOCATION '/mnt/fast'; -- want non-transactional-statement-in-transaction: CREATE TABLESPACE
DROP TABLESPACE fast; -- want non-transactional-statement-in-transaction: DROP TABLESPACE
CLUSTER; -- want non-transactional-statement-in-transaction: CLUSTER
REINDEX DATABASE; -- want non-transactional-statement-in-transaction: REINDEX DATABASE
DO $$ BEGIN VACUUM; END $$; -- want non-transactional-statement-in-transaction: a DO block is one statement
