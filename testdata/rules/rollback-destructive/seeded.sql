-- config: layout = "dbmate"
-- migration: 20240101000000_plans.sql
-- migrate:up
CREATE TABLE plans (id bigint PRIMARY KEY, name text);
-- migrate:down
DROP TABLE plans;
-- migration: 20240102000000_seed.sql
-- migrate:up
INSERT INTO plans VALUES (1, 'free'), (2, 'pro');
-- migrate:down
DELETE FROM plans;
