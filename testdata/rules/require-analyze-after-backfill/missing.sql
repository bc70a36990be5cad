-- config: [rules.require-analyze-after-backfill]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
UPDATE orders SET state = 'open' WHERE state IS NULL; -- want require-analyze-after-backfill: queries on `orders` are planned with statistics from before
