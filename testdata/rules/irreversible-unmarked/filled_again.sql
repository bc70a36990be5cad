-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, net numeric, gross numeric);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_gross.up.sql
ALTER TABLE orders DROP COLUMN gross;
-- migration: 2_gross.down.sql
ALTER TABLE orders ADD COLUMN gross numeric;
UPDATE orders SET gross = net * 1.2;
