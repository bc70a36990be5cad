-- migration: 1_queue.sql
CREATE TABLE queue (id serial PRIMARY KEY, c int);
-- migration: 2_restart.sql
BEGIN;
LOCK TABLE queue IN ACCESS EXCLUSIVE MODE;
SELECT GREATEST(1, (SELECT last_value FROM queue_id_seq), COALESCE((SELECT max(id) FROM queue), 0));
SELECT GREATEST((SELECT last_value FROM queue_id_seq), (SELECT max(c) FROM queue)); -- want slow-statement-while-holding-lock: while `queue` is read
COMMIT;
