-- config: [rules.cached-plan-breaks]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ALTER COLUMN state TYPE text;
