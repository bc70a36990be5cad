-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE clients (id bigint PRIMARY KEY);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    client_id bigint REFERENCES clients (id) DEFERRABLE INITIALLY DEFERRED,
    note text
);
CREATE VIEW shown AS SELECT id, client_id AS buyer, note FROM orders;
-- migration: 2_insert.sql
INSERT INTO shown (id, buyer) VALUES (1, 1);
ALTER TABLE orders ADD COLUMN amount int; -- want pending-trigger-events: ALTER TABLE
-- migration: 3_update.sql
UPDATE shown SET buyer = 1 WHERE id = 1;
ALTER TABLE orders ADD COLUMN paid int; -- want pending-trigger-events: ALTER TABLE
-- migration: 4_another_column.sql
UPDATE shown SET note = 'x' WHERE id = 1;
ALTER TABLE orders ADD COLUMN sent int;
