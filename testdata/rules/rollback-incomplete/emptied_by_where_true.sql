-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, code text NOT NULL, state text NOT NULL);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_code.up.sql
ALTER TABLE orders DROP COLUMN code;
-- migration: 2_code.down.sql
DELETE FROM orders WHERE true;
ALTER TABLE orders ADD COLUMN code text NOT NULL;
-- migration: 3_state.up.sql
ALTER TABLE orders DROP COLUMN state;
-- migration: 3_state.down.sql
DELETE FROM orders WHERE 1 = 1;
ALTER TABLE orders ADD COLUMN state text NOT NULL;
