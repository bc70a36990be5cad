-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, total numeric(10,2));
CREATE INDEX orders_idx ON orders (note);
-- migration: 2_again.sql
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, note varchar(20), state text); -- want if-not-exists-masks-drift: does nothing: `orders` is there already, with `note` as `text` (and 1 more
ALTER TABLE orders ADD COLUMN IF NOT EXISTS total numeric(12,2); -- want if-not-exists-masks-drift: `orders.total` is there already, with `total` as `numeric(10, 2)`
CREATE INDEX IF NOT EXISTS orders_idx ON orders (total); -- want if-not-exists-masks-drift: the index `orders_idx` is there already, on other columns
CREATE UNIQUE INDEX IF NOT EXISTS orders_idx ON orders (note); -- want if-not-exists-masks-drift: and not unique
