-- config: layout = "dbmate"
-- migration: 1_shop.sql
-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migrate:down
DROP TABLE orders;
-- migration: 2_index.sql
-- migrate:up transaction:false
SET LOCAL statement_timeout = 0; -- want set-local-outside-transaction: `statement_timeout` stays as it was
-- migrate:down
