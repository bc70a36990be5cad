-- config: layout = "sqlx"
-- config: [rules.savepoint-in-migration]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SAVEPOINT try; -- want savepoint-in-migration: `try`
DROP TABLE orders;
ROLLBACK TO try;
