-- config: [rules.cached-plan-breaks]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
-- migration: 2_types.sql
ALTER TABLE orders ALTER COLUMN state TYPE text; -- want cached-plan-breaks: prepared statements on `orders` that return `state` fail
