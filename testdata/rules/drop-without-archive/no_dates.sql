-- migration: 001_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 002_away.sql
ALTER TABLE orders RENAME TO orders_deprecated;
-- migration: 003_drop.sql
DROP TABLE orders_deprecated;
