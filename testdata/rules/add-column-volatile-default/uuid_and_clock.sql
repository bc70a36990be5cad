-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_token.sql
ALTER TABLE orders
    ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid(), -- want add-column-volatile-default: `gen_random_uuid()` and `clock_timestamp()` is computed anew for every row
    ADD COLUMN seen timestamptz DEFAULT clock_timestamp();
