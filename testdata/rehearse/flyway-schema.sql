-- migration: flyway.conf
flyway.defaultSchema=shop
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: U1__orders.sql
DROP TABLE shop.orders;
-- migration: V2__note.sql
ALTER TABLE shop.orders ADD COLUMN note text;
-- migration: U2__note.sql
ALTER TABLE orders DROP COLUMN note;
