-- :disable-transaction
DROP INDEX CONCURRENTLY orders_at_idx;
