-- config: [rules.sequence-value-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE SEQUENCE numbers;
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
-- migration: 2_restart.sql
ALTER SEQUENCE numbers RESTART WITH 1000; -- want sequence-value-change: `numbers` goes on from another number
ALTER TABLE orders ALTER COLUMN id RESTART WITH 5; -- want sequence-value-change: `orders`
