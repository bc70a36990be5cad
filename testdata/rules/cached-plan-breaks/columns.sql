-- config: [rules.cached-plan-breaks]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
-- migration: 2_columns.sql
ALTER TABLE orders ADD COLUMN note text; -- want cached-plan-breaks: that select every column fail
ALTER TABLE orders DROP COLUMN state; -- want cached-plan-breaks: every column
