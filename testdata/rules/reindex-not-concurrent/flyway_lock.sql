-- config: layout = "flyway"
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: V2__note.sql
REINDEX TABLE orders; -- want reindex-not-concurrent: help: put `executeInTransaction=false` in a file of its name with `.conf` behind (with `flyway.postgresql.transactional.lock=false`
