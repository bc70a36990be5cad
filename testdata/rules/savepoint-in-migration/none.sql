-- config: [rules.savepoint-in-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT;
