-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders WHERE id = 1; COMMIT; END $$;
CREATE PROCEDURE tidy_one() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders WHERE id = 1; END $$;
-- migration: 2_block.sql
DO $$ BEGIN DELETE FROM orders WHERE id = 1; COMMIT; END $$; -- want non-transactional-statement-in-transaction: a block that commits cannot run inside a transaction
-- migration: 3_call.sql
CALL tidy(); -- want non-transactional-statement-in-transaction: a procedure that commits cannot run inside a transaction
CALL tidy_one();
-- migration: 4_call_in_block.sql
DO $$ BEGIN CALL tidy(); END $$; -- want non-transactional-statement-in-transaction: a block that commits
-- migration: 5_apart.sql
-- no-transaction
DO $$ BEGIN CALL tidy(); END $$;
-- migration: 6_still_open.sql
ALTER TABLE orders ADD COLUMN kind integer;
DO $$ BEGIN COMMIT; END $$; -- want non-transactional-statement-in-transaction: a block that commits
UPDATE orders SET kind = 1; -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders`
