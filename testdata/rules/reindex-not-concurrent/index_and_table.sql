-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_reindex.sql
REINDEX INDEX orders_state_idx; -- want reindex-not-concurrent: to `orders` while the index is
REINDEX TABLE orders; -- want reindex-not-concurrent: to `orders` while its indexes are
