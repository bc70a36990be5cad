-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_fill.sql
ALTER TABLE orders DISABLE TRIGGER ALL; -- want disable-trigger: those that check its foreign keys too: until it is back
UPDATE orders SET state = 'new' WHERE state = '';
ALTER TABLE orders ENABLE TRIGGER ALL;
