-- What told the server that indexes are not ready belongs into one transaction with what brings them up again.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_state ON orders (state);
-- migration: 2_fill.up.sql
UPDATE pg_index SET indisready = FALSE WHERE indrelid = (SELECT oid FROM pg_class WHERE relname = 'orders'); -- want system-catalog-write: help: leave it out, with the REINDEX that it calls for, or keep both in one transaction: an index that is not ready misses what is written until then
REINDEX TABLE orders; -- want reindex-not-concurrent: help: leave it out, with the change of `pg_index` that calls for it, or keep both in one transaction: an index that is not ready misses what is written until then
-- migration: 3_valid.up.sql
UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'orders_state'::regclass; -- want system-catalog-write: help: queries do without an index that is not valid, and REINDEX TABLE CONCURRENTLY passes it over
-- migration: 4_valid.up.sql
UPDATE pg_index SET indisvalid = TRUE WHERE indexrelid = 'orders_state'::regclass; -- want system-catalog-write: help: DROP INDEX CONCURRENTLY, or REINDEX INDEX CONCURRENTLY
REINDEX INDEX orders_state; -- want reindex-not-concurrent: help: build them anew beside the traffic
