-- The row that a cursor is at is one.
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
BEGIN;
DECLARE late CURSOR FOR SELECT * FROM orders WHERE state = 'late' FOR UPDATE;
FETCH 1 FROM late;
UPDATE orders SET state = 'lost' WHERE CURRENT OF late;
COMMIT;
