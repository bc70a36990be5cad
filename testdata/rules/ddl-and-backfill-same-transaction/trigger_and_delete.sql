-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_purge.sql
BEGIN;
ALTER TABLE orders DISABLE TRIGGER USER;
DELETE FROM orders; -- want ddl-and-backfill-same-transaction: blocks every write to `orders` while its rows are deleted
ALTER TABLE orders ENABLE TRIGGER USER;
COMMIT;
