-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE clients (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE VIEW shown AS SELECT id, note FROM orders;
-- migration: 2_copy.sql
ALTER TABLE orders ADD COLUMN amount int;
INSERT INTO shown (id) SELECT id FROM clients; -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders` while rows are copied into it
