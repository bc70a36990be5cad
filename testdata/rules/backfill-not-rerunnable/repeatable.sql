-- config: layout = "flyway"
-- migration: V1__shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, price integer);
-- migration: R__prices.sql
UPDATE orders SET price = price * 100; -- want backfill-not-rerunnable: every time the file changes
