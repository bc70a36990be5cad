-- migration: 1_shop.sql
CREATE SEQUENCE runs_seq;
CREATE TABLE runs (id bigint PRIMARY KEY);
CREATE SEQUENCE jobs_seq;
CREATE TABLE jobs (id bigint PRIMARY KEY);
CREATE SEQUENCE tickets_seq;
-- migration: 2_drop.sql
DROP TABLE IF EXISTS runs;
DROP SEQUENCE IF EXISTS runs_seq;
-- migration: 3_drop.sql
DROP SEQUENCE jobs_seq;
DROP TABLE jobs;
DROP SEQUENCE tickets_seq; -- want drop-sequence: forgets how far `tickets_seq` has counted
