-- config: [rules.drop-not-null]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text NOT NULL);
-- migration: 2_state.sql
ALTER TABLE orders ALTER state DROP NOT NULL; -- want drop-not-null: a value in `orders.state` meets nulls
