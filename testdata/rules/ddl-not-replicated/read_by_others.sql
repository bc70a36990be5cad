-- A slot made by hand is for something else than a subscription.
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE PUBLICATION stream FOR TABLE orders;
-- migration: 2_slot.sql
SELECT pg_create_logical_replication_slot('stream', 'pgoutput');
-- migration: 3_note.sql
ALTER TABLE orders ADD COLUMN note text;
