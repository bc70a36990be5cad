-- migration: 000001_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
GRANT SELECT, INSERT ON orders TO app;
-- migration: 000001_shop.down.sql
DROP TABLE orders;
-- migration: 000002_purchases.up.sql
ALTER TABLE orders RENAME TO purchases;
-- migration: 000002_purchases.down.sql
ALTER TABLE purchases RENAME TO orders;
