-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_data.up.sql
UPDATE orders SET note = 'x' WHERE id = 1;
-- migration: 2_data.down.sql
-- the old notes were wrong
-- migration: 3_nothing.up.sql
SELECT 1;
