-- golang-migrate sends a file as one message: several statements are a transaction, but none that has savepoints.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_state.up.sql
LOCK TABLE orders IN SHARE MODE;
UPDATE orders SET state = 'open' WHERE id = 1;
-- migration: 2_state.down.sql
LOCK TABLE orders;
-- migration: 3_alone.up.sql
LOCK TABLE orders; -- want certain-failure: LOCK TABLE can only be used in transaction blocks
-- migration: 3_alone.down.sql
SELECT 1;
-- migration: 4_savepoint.up.sql
SAVEPOINT a; -- want certain-failure: SAVEPOINT can only be used in transaction blocks
UPDATE orders SET state = 'open' WHERE id = 1;
-- migration: 4_savepoint.down.sql
SELECT 1;
