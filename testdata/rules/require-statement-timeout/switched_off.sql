-- config: [rules.require-statement-timeout]
-- config: severity = "warning"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_slow.sql
SET statement_timeout = '1min';
SET statement_timeout = 0;
UPDATE orders SET state = 'x'; -- want require-statement-timeout: `orders` is written to
