-- config: [rules.set-default]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text DEFAULT 'new');
-- migration: 2_state.sql
ALTER TABLE orders ALTER COLUMN state SET DEFAULT 'draft'; -- want set-default: leave `orders.state` out get another value
