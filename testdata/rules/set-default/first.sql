-- config: [rules.set-default]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
ALTER TABLE orders ALTER state SET DEFAULT 'new'; -- want set-default: `orders.state`
