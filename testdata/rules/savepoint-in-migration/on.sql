-- config: [rules.savepoint-in-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
BEGIN;
SAVEPOINT a; -- want savepoint-in-migration: what comes after `a` may be taken back
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
RELEASE SAVEPOINT a;
COMMIT;
