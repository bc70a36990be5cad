-- migration: 20230105100000_shop.sql
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    note text,
    old_price numeric,
    amount numeric,
    state text,
    total numeric GENERATED ALWAYS AS (amount * 2) STORED
);
CREATE VIEW notes AS SELECT note FROM orders;
-- migration: 20230201100000_state.sql
ALTER TABLE orders ADD COLUMN state_id integer;
UPDATE orders SET state_id = length(state) WHERE state_id IS NULL;
COMMENT ON COLUMN orders.amount IS 'Deprecated. Not written since January.';
-- migration: 20240101100000_columns.sql
ALTER TABLE orders DROP COLUMN note CASCADE; -- want drop-without-archive: destroys the values of `orders.note`
ALTER TABLE orders DROP COLUMN state; -- want drop-without-archive: running code that still reads or writes `orders.state` fails
ALTER TABLE orders DROP COLUMN old_price; -- want drop-without-archive: destroys the values of `orders.old_price`
ALTER TABLE orders DROP COLUMN total, DROP COLUMN amount; -- want drop-without-archive: running code that still reads `orders.total` fails
ALTER TABLE orders DROP COLUMN IF EXISTS never_was;
ALTER TABLE orders ADD COLUMN helper int;
ALTER TABLE orders DROP COLUMN helper;
ALTER TABLE unknown DROP COLUMN a, DROP COLUMN b; -- want drop-without-archive: destroys the values of `unknown.a` and `unknown.b`
