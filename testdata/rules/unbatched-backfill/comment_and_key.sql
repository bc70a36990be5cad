-- migration: 1_shop.sql
CREATE TABLE orders (id text PRIMARY KEY, a int, b int, c float);
CREATE TABLE lines (id text PRIMARY KEY, number bigint NOT NULL UNIQUE, a int);
-- migration: 2_fill.sql
UPDATE orders SET c = a ^ b WHERE a > 0
  -- a comment
  AND b > 0 /* another */; -- want unbatched-backfill: help: WHERE id IN (SELECT id FROM orders WHERE a > 0 AND b > 0 AND c IS DISTINCT FROM (a ^ b) LIMIT 5000);
-- Batches cannot go along a key that they change.
UPDATE orders SET id = gen_random_uuid()::text WHERE a IS NOT NULL; -- want unbatched-backfill: help: WHERE ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE a IS NOT NULL LIMIT 5000));\n-- this comes to an end where no row matches any more once it is changed
UPDATE lines SET id = gen_random_uuid()::text WHERE a IS NOT NULL; -- want unbatched-backfill: help: AND number > … ORDER BY number LIMIT 5000)\n    RETURNING number;
